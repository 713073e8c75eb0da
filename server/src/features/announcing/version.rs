//! What a version holds: of a form, and what differs from the version before.

use super::form::{Content, written};
use super::lead::Notice;
use crate::storage::entity::announcement_version::Model;
use crate::storage::reach::Reach;
use app::announcements::kinds::{AnnouncementKind, VersionState};
use app::announcing::api::SaveDraft;
use app::announcing::choices::{Mark, ReachChoice};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The kind of a version. One that is not genuine may name any.
pub fn kind(version: &Model) -> AnnouncementKind {
    AnnouncementKind::from_code(&version.kind).unwrap_or(AnnouncementKind::Information)
}

/// The first row of a version.
pub fn new(id: Uuid, announcement: Uuid, by: Uuid, now: DateTime<Utc>) -> Model {
    Model {
        id,
        announcement_id: announcement,
        number: 1,
        state: VersionState::Draft.code().to_owned(),
        kind: AnnouncementKind::Information.code().to_owned(),
        urgent: false,
        pinned: false,
        acknowledge: false,
        tells: true,
        reach: Reach::All.stored(),
        starts_at: None,
        ends_at: None,
        title_ja: String::new(),
        text_ja: String::new(),
        title_en: String::new(),
        text_en: String::new(),
        publish_at: None,
        published_at: None,
        reason: String::new(),
        emergency: false,
        asks_again: false,
        authors: by.to_string(),
        saved_at: now,
        saved_by: by,
        revision: 1,
        returned: None,
        approved_at: None,
        approved_by: None,
        version: 0,
        mac: None,
    }
}

/// A draft of the version after another one.
pub fn next_of(shown: &Model, id: Uuid, by: Uuid, now: DateTime<Utc>) -> Model {
    let fresh = new(id, shown.announcement_id, by, now);
    Model {
        id,
        number: shown.number + 1,
        tells: false,
        state: fresh.state,
        publish_at: None,
        published_at: None,
        reason: String::new(),
        emergency: false,
        asks_again: false,
        authors: fresh.authors,
        saved_at: now,
        saved_by: by,
        revision: 1,
        returned: None,
        approved_at: None,
        approved_by: None,
        version: 0,
        mac: None,
        ..shown.clone()
    }
}

/// Puts what a form says into a version.
pub fn fill(version: &mut Model, content: &Content) {
    content.kind.code().clone_into(&mut version.kind);
    (version.urgent, version.pinned) = (content.has(Mark::Urgent), content.has(Mark::Pinned));
    version.acknowledge = content.has(Mark::Acknowledge);
    // Contacts are told of everything first; of a correction where it is asked for, and of a moved date in any case.
    version.tells = version.number == 1 || content.has(Mark::Tell);
    version.reach = content.reach.stored();
    (version.starts_at, version.ends_at) = (content.starts, content.ends);
    version.title_ja.clone_from(&content.title_ja);
    version.text_ja.clone_from(&content.text_ja);
    version.title_en.clone_from(&content.title_en);
    version.text_en.clone_from(&content.text_en);
    version.publish_at = content.publish;
    version.reason.clone_from(&content.reason);
}

/// What the form of a stored version begins with. `companies` are the names of those that it is for.
pub fn values(version: &Model, companies: String) -> SaveDraft {
    let (reach, profiles) = match Reach::read(&version.reach) {
        Some(Reach::Profiles(names)) => (ReachChoice::Profiles, names.into_iter().collect()),
        Some(Reach::Companies(_)) => (ReachChoice::Companies, Vec::new()),
        Some(Reach::All) | None => (ReachChoice::All, Vec::new()),
    };
    let marks = [
        (Mark::Urgent, version.urgent),
        (Mark::Pinned, version.pinned),
        (Mark::Acknowledge, version.acknowledge),
        (Mark::Tell, version.tells && version.number > 1),
    ];
    SaveDraft {
        id: version.announcement_id.to_string(),
        revision: version.revision.to_string(),
        kind: version.kind.clone(),
        starts: written(version.starts_at),
        ends: written(version.ends_at),
        publish: written(version.publish_at),
        reach: reach.code().to_owned(),
        profiles,
        companies,
        title_ja: version.title_ja.clone(),
        text_ja: version.text_ja.clone(),
        title_en: version.title_en.clone(),
        text_en: version.text_en.clone(),
        marks: marks.into_iter().filter(|(_, is)| *is).map(|(mark, _)| mark.code().to_owned()).collect(),
        reason: version.reason.clone(),
    }
}

/// True if somebody must approve a version who has not written in it.
pub fn needs_approval(version: &Model) -> bool {
    kind(version).is_ahead() || version.urgent || version.emergency
}

/// All who have written in a version.
pub fn authors(version: &Model) -> Vec<Uuid> {
    version.authors.split(',').filter_map(|id| id.parse().ok()).collect()
}

/// Adds a person to those who have written in it.
pub fn add_author(version: &mut Model, by: Uuid) {
    if !authors(version).contains(&by) {
        version.authors = format!("{},{by}", version.authors);
    }
}

/// True if a version differs in date, scope or duty, so that people read and acknowledge it again.
pub fn asks_again(new: &Model, old: &Model) -> bool {
    new.starts_at != old.starts_at
        || new.ends_at != old.ends_at
        || new.kind != old.kind
        || new.reach != old.reach
        || new.acknowledge != old.acknowledge
        || (new.urgent && !old.urgent)
}

/// How a version is measured if it is published at a moment. One that moves neither date nor kind nor audience is not
/// measured again.
pub fn notice(new: &Model, old: Option<&Model>, now: DateTime<Utc>) -> Option<Notice> {
    let moved = old.is_none_or(|old| (new.starts_at, &new.kind, &new.reach) != (old.starts_at, &old.kind, &old.reach));
    let published = new.publish_at.map_or(now, |at| at.max(now));
    moved.then_some(Notice { kind: kind(new), starts: new.starts_at, published })
}
