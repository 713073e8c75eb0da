//! Advance notices to customers, and the planned maintenance that they announce.

use chrono::TimeDelta;
use serde::Deserialize;

use super::calendar::ClockTime;
use super::error::Findings;
use super::value::{Always, Length};
use super::words::{DayOfWeek, NoticeChannel, NoticeKind};

/// Notices and their lead times (SL-1, SL-2, SL-4, SL-5, MS-2, DS-1, BP-1, WS-8).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notices {
    /// Notices are posted under お知らせ.
    pub announcements: Always,
    /// True if urgent notices go to the registered contacts at once.
    pub urgent_mail: bool,
    /// True if a notice may be published late with a recorded reason (emergencies).
    pub shorter_with_reason: bool,
    pub change: Option<Lead>,
    pub suspension: Option<Lead>,
    pub planned_stop: Option<Lead>,
    pub maintenance: Option<Lead>,
    pub end_of_service: Option<Lead>,
    pub upgrade: Option<Lead>,
    /// How long the link that confirms a contact is valid.
    pub contact_link_hours: u32,
}

/// The lead time of a kind of notice, and its channels.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lead {
    /// Zero means in advance, without a fixed length.
    pub ahead: Length,
    pub channels: Vec<NoticeChannel>,
}

impl Notices {
    pub fn contact_link(&self) -> TimeDelta {
        TimeDelta::hours(self.contact_link_hours.into())
    }

    /// The lead time of a kind; `None` if the document states none.
    pub fn lead(&self, kind: NoticeKind) -> Option<&Lead> {
        self.leads().into_iter().find(|(of, _, _)| *of == kind).and_then(|(_, _, lead)| lead)
    }

    fn leads(&self) -> [(NoticeKind, &'static str, Option<&Lead>); 6] {
        [
            (NoticeKind::Change, "notices.change", self.change.as_ref()),
            (NoticeKind::Suspension, "notices.suspension", self.suspension.as_ref()),
            (NoticeKind::PlannedStop, "notices.planned_stop", self.planned_stop.as_ref()),
            (NoticeKind::Maintenance, "notices.maintenance", self.maintenance.as_ref()),
            (NoticeKind::EndOfService, "notices.end_of_service", self.end_of_service.as_ref()),
            (NoticeKind::Upgrade, "notices.upgrade", self.upgrade.as_ref()),
        ]
    }

    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        f.refuse_if(self.contact_link_hours == 0, "notices.contact_link_hours", "links would never be valid");
        for (_, key, lead) in self.leads() {
            let Some(lead) = lead else { continue };
            f.refuse_if(lead.channels.is_empty(), &format!("{key}.channels"), "the notice would reach no one");
        }
    }
}

/// Planned maintenance (SL-6, MS-1, BP-1, WS-8).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Maintenance {
    /// True if the service runs 24 hours, 365 days, except for planned maintenance.
    pub service_around_the_clock: bool,
    /// True if there is regular planned maintenance.
    pub regular: bool,
    pub monthly: Option<MonthlyStop>,
    pub occasional: Option<OccasionalStop>,
    pub budget_hours_per_year: Option<u32>,
}

/// Monthly planned maintenance.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthlyStop {
    /// The n-th such day of the month. Without `day`, the day is chosen for each month.
    pub week: Option<u8>,
    pub day: Option<DayOfWeek>,
    pub start: ClockTime,
    pub max_minutes: u32,
}

/// Planned maintenance a few times a year.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OccasionalStop {
    /// The hours of the day in which it may take place; they cross midnight if `until` is before `from`.
    pub from: ClockTime,
    pub until: ClockTime,
    pub usual_per_year: u32,
    pub max_per_year: u32,
    pub usual_minutes: u32,
    pub max_minutes: u32,
}

impl Maintenance {
    pub(super) fn contradictions(&self, f: &mut Findings<'_>) {
        let reason = "no regular planned downtime, but maintenance.monthly is set";
        f.refuse_if(!self.regular && self.monthly.is_some(), "maintenance.regular", reason);
        let reason = "regular planned downtime, but maintenance.monthly is not set";
        f.refuse_if(self.regular && self.monthly.is_none(), "maintenance.regular", reason);
        if let Some(monthly) = &self.monthly {
            monthly.contradictions(f);
        }
        if let Some(occasional) = &self.occasional {
            occasional.contradictions(f);
        }
        if let Some(hours) = self.budget_hours_per_year {
            let reason = "the planned downtime of a year is longer than this budget";
            f.refuse_if(self.minutes_per_year() > u64::from(hours) * 60, "maintenance.budget_hours_per_year", reason);
        }
    }

    /// The largest number of minutes that the rules allow per year.
    fn minutes_per_year(&self) -> u64 {
        let monthly = self.monthly.as_ref().map_or(0, |stop| u64::from(stop.max_minutes) * 12);
        let occasional =
            self.occasional.as_ref().map_or(0, |stop| u64::from(stop.max_minutes) * u64::from(stop.max_per_year));
        monthly + occasional
    }
}

impl MonthlyStop {
    fn contradictions(&self, f: &mut Findings<'_>) {
        f.refuse_if(
            self.week.is_some_and(|week| !(1..=5).contains(&week)),
            "maintenance.monthly.week",
            "a month has 1 to 5",
        );
        let reason = "week and day must be set together";
        f.refuse_if(self.week.is_some() != self.day.is_some(), "maintenance.monthly", reason);
        f.refuse_if(
            !(1..=1440).contains(&self.max_minutes),
            "maintenance.monthly.max_minutes",
            "expected 1 to 1440 (a day)",
        );
    }
}

impl OccasionalStop {
    fn contradictions(&self, f: &mut Findings<'_>) {
        let more = self.usual_per_year > self.max_per_year;
        f.refuse_if(more, "maintenance.occasional.usual_per_year", "more than max_per_year");
        let longer = self.usual_minutes > self.max_minutes;
        f.refuse_if(longer, "maintenance.occasional.usual_minutes", "longer than max_minutes");
        let open = (self.until.0 - self.from.0).num_minutes().rem_euclid(1440);
        let reason = "longer than the hours from `from` until `until`";
        f.refuse_if(i64::from(self.max_minutes) > open, "maintenance.occasional.max_minutes", reason);
    }
}
