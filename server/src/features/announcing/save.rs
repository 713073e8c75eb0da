//! Saves drafts, and hands them on to those who approve and publish. Who saves on top of an older text is told so, and nothing
//! that somebody has typed is lost.

use super::audience;
use super::form::{self, Content};
use super::found::{Opened, event, page};
use super::lead::{Lateness, lateness};
use super::letters;
use super::version::{add_author, fill, needs_approval, new, notice};
use crate::door::fault::Fault;
use crate::door::guarded::{self, Held};
use crate::door::{Request, Write};
use crate::features::announcements;
use crate::storage::entity::{announcement, announcement_version};
use app::announcements::kinds::{AnnouncementState, VersionState};
use app::announcing::acts;
use app::announcing::api::{SaveDraft, WRITE};
use app::announcing::messages as m;
use app::error::{AppError, Next, Refusals};
use app::record::Act;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The page with the form of a draft.
fn form_of(id: Uuid) -> Next {
    Next::to(format!("/support/announcements/{id}/edit"))
}

pub async fn create(request: &Request, command: SaveDraft) -> Result<Next, Fault> {
    let read = request.read(WRITE).await?;
    let mut refusals = Refusals::default();
    let content = form::read(&read, &command, &mut refusals).await?;
    refusals.finish()?;
    let (me, now) = (request.signed_in()?.account.id, request.app.clock.now());
    let id = request.app.new_id();
    let mut row = new(request.app.new_id(), id, me, now);
    fill(&mut row, &content);
    let tx = request.write(WRITE).await?;
    let event = event(acts::SAVE, &row);
    let stored = guarded::insert(&tx, head(&row, id, me)).await? && guarded::insert(&tx, row).await?;
    if !stored {
        return Err(Fault::internal("an id of an announcement is taken"));
    }
    tx.commit(event).await?;
    Ok(form_of(id).saying(m::SAID_SAVED))
}

/// The row of a new announcement.
fn head(first: &announcement_version::Model, id: Uuid, by: Uuid) -> announcement::Model {
    let mut row = announcement::Model {
        id,
        kind: first.kind.clone(),
        state: AnnouncementState::Draft.code().to_owned(),
        urgent: false,
        pinned: false,
        starts_at: None,
        ends_at: None,
        shown: 0,
        read_since: 0,
        newest: first.number,
        created_at: first.saved_at,
        created_by: by,
        published_at: None,
        changed_at: None,
        withdrawn_at: None,
        withdrawn_by: None,
        withdrawn_ja: None,
        withdrawn_en: None,
        version: 0,
        mac: None,
    };
    copy(&mut row, first);
    row
}

/// Puts into the row of an announcement what lists sort and choose by.
pub fn copy(head: &mut announcement::Model, version: &announcement_version::Model) {
    head.kind.clone_from(&version.kind);
    (head.urgent, head.pinned) = (version.urgent, version.pinned);
    (head.starts_at, head.ends_at) = (version.starts_at, version.ends_at);
}

pub async fn save(request: &Request, command: SaveDraft) -> Result<Next, Fault> {
    let read = request.read(WRITE).await?;
    let mut refusals = Refusals::default();
    let content = form::read(&read, &command, &mut refusals).await?;
    refusals.finish()?;
    let Opened { tx, head, version } = open(request, &command, acts::SAVE).await?;
    let id = head.id;
    let row = filled(&version, &content, tx.author(), request.app.clock.now());
    let event = event(acts::SAVE, &row);
    store(&tx, head, version, row).await?;
    tx.commit(event).await?;
    Ok(form_of(id).saying(m::SAID_SAVED))
}

/// Saves a draft and hands it on. What would come too late is refused at its field, unless it is an emergency.
pub async fn submit(request: &Request, command: SaveDraft) -> Result<Next, Fault> {
    let (read, now) = (request.read(WRITE).await?, request.app.clock.now());
    let mut refusals = Refusals::default();
    let content = form::read(&read, &command, &mut refusals).await?;
    form::check_whole(&content, now, &mut refusals);
    refusals.finish()?;
    let Opened { tx, head, version } = open(request, &command, acts::SUBMIT).await?;
    let mut row = filled(&version, &content, tx.author(), now);
    let event = event(acts::SUBMIT, &row);
    let shown = announcements::version(&tx, head.id, head.shown).await?;
    let late = match notice(&row, shown.as_ref(), now) {
        Some(notice) => lateness(&audience::of(&tx, &content.reach).await?, notice),
        None => Lateness::default(),
    };
    row.emergency = late.companies > 0 && !late.strict && !content.reason.is_empty();
    if let Some(words) = late.refusal().filter(|_| !row.emergency) {
        let field = if content.publish.is_some() { "publish" } else { "starts" };
        return tx.refuse(event, acts::TOO_LATE, AppError::invalid(field, words)).await;
    }
    VersionState::Waiting.code().clone_into(&mut row.state);
    let id = head.id;
    if needs_approval(&row) {
        letters::ask_approval(&tx, &row).await?;
    }
    store(&tx, head, version, row).await?;
    tx.commit(event.with(acts::LATE, late.companies)).await?;
    Ok(page(id).saying(m::SAID_SUBMITTED))
}

/// Opens a draft, if nobody has saved it since its form was opened.
async fn open(request: &Request, command: &SaveDraft, act: Act) -> Result<Opened, Fault> {
    let opened = Opened::find(request, WRITE, &command.id).await?;
    if !opened.version.is(VersionState::Draft) {
        return opened.out_of_order(act).await;
    }
    if opened.is_other(&command.revision) {
        return Err(AppError::invalid("revision", m::STALE).into());
    }
    Ok(opened)
}

/// A version with what a form says, as the next revision.
fn filled(
    version: &announcement_version::Model,
    content: &Content,
    by: Option<Uuid>,
    now: DateTime<Utc>,
) -> announcement_version::Model {
    let mut row = version.clone();
    fill(&mut row, content);
    row.revision += 1;
    row.saved_at = now;
    if let Some(by) = by {
        row.saved_by = by;
        add_author(&mut row, by);
    }
    (row.returned, row.emergency) = (None, false);
    row
}

/// Stores a version. As long as none is published, the announcement follows it.
pub async fn store(
    tx: &Write,
    head: Held<announcement::Model>,
    version: Held<announcement_version::Model>,
    row: announcement_version::Model,
) -> Result<(), Fault> {
    if head.shown == 0 {
        let state = VersionState::from_code(&row.state).map(VersionState::of_announcement);
        let follow = |head: &mut announcement::Model| {
            copy(head, &row);
            state.unwrap_or(AnnouncementState::Draft).code().clone_into(&mut head.state);
        };
        stored(head.store(tx, follow).await?)?;
    }
    stored(version.store(tx, |version| *version = row).await?)
}

/// Fails if a locked row was not stored.
pub fn stored(stored: bool) -> Result<(), Fault> {
    if stored { Ok(()) } else { Err(Fault::internal("a row of an announcement was not stored")) }
}
