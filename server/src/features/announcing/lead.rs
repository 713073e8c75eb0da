//! Whether a notice is in time for the companies that it is for.

use super::audience::ProfileShare;
use crate::base::when::when;
use crate::profile::{FixedText, LeadTime, NoticeKind, Profile, lead_time};
use app::announcements::kinds::AnnouncementKind;
use app::announcing::api::{LeadOfProfile, LeadReport};
use app::announcing::messages as m;
use app::text::Words;
use chrono::{DateTime, Utc};

/// A notice as it is measured.
#[derive(Clone, Copy)]
pub struct Notice {
    pub kind: AnnouncementKind,
    pub starts: Option<DateTime<Utc>>,
    pub published: DateTime<Utc>,
}

/// How late a notice is.
#[derive(Default)]
pub struct Lateness {
    /// The number of companies that are told too late.
    pub companies: u64,
    /// The earliest of the times that have passed.
    pub latest: Option<DateTime<Utc>>,
    /// A profile that is late has no exception for emergencies.
    pub strict: bool,
}

impl Lateness {
    /// What is said about it at the field with the time.
    pub fn refusal(&self) -> Option<Words> {
        let words = if self.strict { m::NEVER_LATE } else { m::TOO_LATE };
        let filled = |at| {
            let shown = when(at);
            let one = |at: &str| words.with(&[("at", &at), ("n", &self.companies)]);
            Words { ja: one(&shown.ja).ja, en: one(&shown.en).en }
        };
        self.latest.map(filled)
    }
}

/// The kind of notice in a profile. Information and incidents have none.
pub fn notice_kind(kind: AnnouncementKind) -> Option<NoticeKind> {
    NoticeKind::ALL.iter().copied().find(|notice| notice.code() == kind.code())
}

/// Measures a notice against the profiles of its audience.
pub fn lateness(shares: &[ProfileShare], notice: Notice) -> Lateness {
    let mut late = Lateness::default();
    for share in shares {
        let Some(lead) = promised(share.profile, notice).filter(|lead| lead.is_late(notice.published)) else {
            continue;
        };
        late.companies += share.companies;
        late.latest = Some(late.latest.map_or(lead.latest, |latest| latest.min(lead.latest)));
        late.strict |= !share.profile.notices.shorter_with_reason;
    }
    late
}

fn promised(profile: &'static Profile, notice: Notice) -> Option<LeadTime> {
    lead_time(profile, notice_kind(notice.kind)?, notice.starts?)
}

/// What each profile of the audience asks for.
pub fn report(shares: &[ProfileShare], notice: Notice, untold: u64) -> LeadReport {
    let profiles = shares.iter().map(|share| of_profile(share, notice)).collect();
    let companies = shares.iter().map(|share| share.companies).sum();
    LeadReport { profiles, late: lateness(shares, notice).companies, companies, untold }
}

fn of_profile(share: &ProfileShare, notice: Notice) -> LeadOfProfile {
    let profile = share.profile;
    let lead = promised(profile, notice);
    let channels = lead.map(|lead| lead.channels).unwrap_or_default();
    LeadOfProfile {
        profile: Words { ja: profile.title.ja.clone(), en: profile.title.en.clone() },
        ahead: lead.and_then(|_| rule(profile, notice.kind)),
        latest: lead.map(|lead| when(lead.latest)),
        channels: channels.iter().map(|channel| words(channel.words())).collect(),
        companies: share.companies,
        late: lead.is_some_and(|lead| lead.is_late(notice.published)),
    }
}

/// The rule as the pages about the profile word it.
fn rule(profile: &Profile, kind: AnnouncementKind) -> Option<Words> {
    let key = format!("notices.{}.ahead", kind.code().replace('-', "_"));
    let line = profile.lines().into_iter().find(|line| line.key == key)?;
    Some(Words { ja: line.value_ja, en: line.value_en })
}

fn words(text: FixedText) -> Words {
    Words { ja: text.ja.to_owned(), en: text.en.to_owned() }
}
