//! One announcement for staff, and the form of its draft.

use super::audience;
use super::form::{self, Content};
use super::lead::report;
use super::letters::{Occasion, kinds, letter};
use super::list::{self, StaffNames, names};
use super::version::{asks_again, authors, fill, kind, needs_approval, new, notice, values};
use crate::base::markdown;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Read, Request, company, read_id};
use crate::features::announcements::{changes, period, title, translated, versions};
use crate::profile;
use crate::storage::entity::announcement_version::Model;
use crate::storage::entity::{announcement, announcement_round};
use crate::storage::reach::Reach;
use app::announcements::kinds::{AnnouncementKind, AnnouncementState, VersionState};
use app::announcing::api::{
    DraftActs, DraftDetail, DraftForm, DraftPreview, DraftVersion, LeadReport, LetterPreview, LetterProgress,
    NewerText, ProfileChoice, SaveDraft, WRITE,
};
use app::announcing::choices::ReachChoice;
use app::announcing::messages as m;
use app::error::{AppError, Refusals};
use app::kit::SafeHtml;
use app::text::{Lang, Words};
use sea_orm::EntityTrait;
use uuid::Uuid;

/// HTML of a text that staff have written.
fn html(text: &str) -> SafeHtml {
    if text.is_empty() { SafeHtml::default() } else { SafeHtml::sanitised(markdown::to_html(text)) }
}

pub async fn detail(request: &Request, id: &str) -> Result<DraftDetail, Fault> {
    let read = request.read(WRITE).await?;
    let (head, genuine) = list::find(&read, read_id(id)?).await?;
    let all = versions(&read, head.id).await?;
    let newest = all.iter().find(|version| version.number == head.newest).ok_or(AppError::Altered)?;
    let people = all.iter().flat_map(|version| authors(version).into_iter().chain(version.approved_by));
    let names = names(&read, people.chain(all.iter().map(|version| version.saved_by))).await?;
    let mut shown = Vec::with_capacity(all.len());
    for (n, version) in all.iter().enumerate() {
        shown.push(one(&read, version, all.get(n + 1), &names).await?);
    }
    let before = all.iter().find(|version| version.number == head.shown && head.shown < newest.number);
    let me = request.signed_in()?.account.id;
    let can = if genuine { acts(&head, newest, me) } else { DraftActs::default() };
    let published = all.iter().find(|version| version.number == head.shown);
    let is_open = newest.published_at.is_none();
    Ok(DraftDetail {
        row: list::row(&head, newest, genuine, &names),
        revision: newest.revision.unsigned_abs(),
        version: shown.remove(0),
        older: shown,
        lead: if is_open { lead(&read, newest, before).await? } else { None },
        can,
        letters: match published {
            Some(version) => progress(&read, version.id).await?,
            None => None,
        },
        withdrawn: head.withdrawn_at.map(when),
        why_withdrawn: head
            .withdrawn_ja
            .as_deref()
            .map(|ja| translated(ja, head.withdrawn_en.as_deref().unwrap_or(""))),
    })
}

/// What can be done with an announcement and its newest version.
fn acts(head: &announcement::Model, newest: &Model, me: Uuid) -> DraftActs {
    let (draft, waiting) = (newest.is(VersionState::Draft), newest.is(VersionState::Waiting));
    let (scheduled, needs_approval) = (newest.is(VersionState::Scheduled), needs_approval(newest));
    let own = waiting && authors(newest).contains(&me);
    let settled = head.is(AnnouncementState::Published) && head.newest == head.shown;
    DraftActs {
        edit: draft,
        approve: waiting && !(own && needs_approval),
        needs_approval,
        own,
        give_back: waiting || scheduled,
        publish: scheduled,
        correct: settled,
        discard: draft,
        withdraw: settled,
    }
}

/// A version with what differs from the one before it.
async fn one(read: &Read, version: &Model, before: Option<&Model>, names: &StaffNames) -> Result<DraftVersion, Fault> {
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    Ok(DraftVersion {
        number: version.number.unsigned_abs(),
        state: VersionState::from_code(&version.state).unwrap_or(VersionState::Draft),
        kind: kind(version),
        title: title(version),
        html_ja: html(&version.text_ja),
        html_en: html(&version.text_en),
        period: period(version),
        urgent: version.urgent,
        pinned: version.pinned,
        acknowledge: version.acknowledge,
        tells: (version.tells || before.is_some_and(|before| asks_again(version, before)))
            && !kinds(version).is_empty(),
        emergency: version.emergency,
        reason: version.reason.clone(),
        reach: reach(read, version).await?,
        publish: version.publish_at.map(when),
        published: version.published_at.map(when),
        saved: when(version.saved_at),
        authors: authors(version).into_iter().map(name).collect(),
        approved: version.approved_at.map(when),
        approved_by: version.approved_by.map(name),
        returned: version.returned.clone(),
        changes: before.map(|before| changes(version, before)).unwrap_or_default(),
    })
}

/// Whom a version is for, in words.
async fn reach(read: &Read, version: &Model) -> Result<Words, Fault> {
    let listed = |all: Vec<Words>| Words {
        ja: all.iter().map(|words| words.ja.as_str()).collect::<Vec<_>>().join("、"),
        en: all.iter().map(|words| words.en.as_str()).collect::<Vec<_>>().join(", "),
    };
    Ok(match Reach::read(&version.reach) {
        Some(Reach::All) => m::REACH_ALL.into(),
        Some(Reach::Profiles(names)) => {
            listed(names.iter().filter_map(|name| profile::built_in(name)).map(profile_title).collect())
        }
        Some(Reach::Companies(ids)) => {
            let mut names: Vec<Words> = company::names(read, ids).await?.into_values().collect();
            names.sort_by(|one, other| one.ja.cmp(&other.ja));
            listed(names)
        }
        None => Words::same(""),
    })
}

fn profile_title(profile: &profile::Profile) -> Words {
    Words { ja: profile.title.ja.clone(), en: profile.title.en.clone() }
}

/// What the profiles ask for, if the version says enough and is measured.
async fn lead(read: &Read, version: &Model, before: Option<&Model>) -> Result<Option<LeadReport>, Fault> {
    let notice = notice(version, before, read.app().clock.now());
    let notice = notice.filter(|notice| notice.kind.is_ahead() && notice.starts.is_some());
    let (Some(notice), Some(reach)) = (notice, Reach::read(&version.reach)) else { return Ok(None) };
    let untold = audience::untold(read, &reach, &kinds(version)).await?;
    Ok(Some(report(&audience::of(read, &reach).await?, notice, untold)))
}

async fn progress(read: &Read, version: Uuid) -> Result<Option<LetterProgress>, Fault> {
    let round = read.one(announcement_round::Entity::find_by_id(version)).await?.or_none();
    Ok(round.map(|round| LetterProgress {
        companies: round.companies.unsigned_abs(),
        letters: round.letters.unsigned_abs(),
        untold: round.untold.unsigned_abs(),
        finished: round.finished_at.map(when),
    }))
}

/// The form of a draft. `typed` is what a form holds that came back: it is previewed, and nothing of it is stored.
pub async fn form(request: &Request, id: &str, typed: Option<SaveDraft>) -> Result<DraftForm, Fault> {
    let read = request.read(WRITE).await?;
    let stored = if id.is_empty() { None } else { Some(stored(&read, id).await?) };
    let blank = || new(Uuid::nil(), Uuid::nil(), Uuid::nil(), read.app().clock.now());
    let (mut row, before) = stored.map_or_else(|| (blank(), None), |found| (found.version, found.before));
    let (revision, saved_by, saved_at) = (row.revision, row.saved_by, row.saved_at);
    let values = if id.is_empty() { fresh() } else { values(&row, companies(&read, &row).await?) };
    let newer = typed.as_ref().is_some_and(|typed| !id.is_empty() && typed.revision.parse() != Ok(revision));
    let newer = if newer {
        let by = names(&read, [saved_by]).await?.remove(&saved_by).unwrap_or_default();
        Some(NewerText { by, at: when(saved_at), values: values.clone() })
    } else {
        None
    };
    if let Some(typed) = &typed {
        fill(&mut row, &read_leniently(&read, typed).await?);
    }
    Ok(DraftForm {
        id: id.to_owned(),
        revision: revision.unsigned_abs(),
        correction: before.is_some(),
        values,
        profiles: profiles(&read).await?,
        lead: lead(&read, &row, before.as_ref()).await?,
        preview: preview(&read, &row),
        newer,
    })
}

/// A draft, and the version that readers see until it is published.
struct StoredDraft {
    version: Model,
    before: Option<Model>,
}

async fn stored(read: &Read, id: &str) -> Result<StoredDraft, Fault> {
    let (head, genuine) = list::find(read, read_id(id)?).await?;
    let mut all = versions(read, head.id).await?.into_iter();
    let version = all.next().filter(|version| genuine && version.number == head.newest).ok_or(AppError::Altered)?;
    if !version.is(VersionState::Draft) {
        return Err(AppError::NotFound.into());
    }
    Ok(StoredDraft { version, before: all.find(|version| version.number == head.shown) })
}

/// Reads what was typed, whatever is wrong with it: the page says that at the fields.
async fn read_leniently(read: &Read, typed: &SaveDraft) -> Result<Content, Fault> {
    form::read(read, typed, &mut Refusals::default()).await
}

/// What the form of a new announcement begins with.
fn fresh() -> SaveDraft {
    SaveDraft {
        kind: AnnouncementKind::Information.code().to_owned(),
        reach: ReachChoice::All.code().to_owned(),
        ..SaveDraft::default()
    }
}

/// The names of the companies that a version was made for, one a line.
async fn companies(read: &Read, version: &Model) -> Result<String, Fault> {
    let Some(Reach::Companies(ids)) = Reach::read(&version.reach) else { return Ok(String::new()) };
    let mut names: Vec<String> = company::named(read, ids).await?.into_iter().map(|company| company.name).collect();
    names.sort_unstable();
    Ok(names.join("\n"))
}

async fn profiles(read: &Read) -> Result<Vec<ProfileChoice>, Fault> {
    let shares = audience::of(read, &Reach::All).await?;
    let of = |name: &str| shares.iter().find(|share| share.profile.name == name).map_or(0, |share| share.companies);
    let choice = |profile: &'static profile::Profile| ProfileChoice {
        name: profile.name.clone(),
        title: profile_title(profile),
        companies: of(&profile.name),
    };
    Ok(profile::all().map(choice).collect())
}

fn preview(read: &Read, row: &Model) -> DraftPreview {
    let letter = (!kinds(row).is_empty() && !row.title_ja.is_empty()).then(|| {
        let occasion = if row.number > 1 { Occasion::Corrected } else { Occasion::New };
        let letter = letter(row, &occasion, &read.app().config.origin());
        let text = |lang| letter.paragraphs(lang).join("\n");
        LetterPreview { subject: letter.subject.clone(), text: Words { ja: text(Lang::Ja), en: text(Lang::En) } }
    });
    DraftPreview {
        title_ja: row.title_ja.clone(),
        title_en: row.title_en.clone(),
        html_ja: html(&row.text_ja),
        html_en: html(&row.text_en),
        letter,
    }
}
