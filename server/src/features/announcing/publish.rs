//! Publishes a version: from then on readers see it, and contacts are told. It takes the same work however many companies it
//! is for.

use super::found::{Opened, event};
use super::letters;
use super::save::{copy, stored};
use super::version::asks_again;
use crate::door::fault::Fault;
use crate::door::{Every, Job, Request, Write, readable};
use crate::features::announcements;
use crate::log::event::Event;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::announcement_version::{self, Column as C};
use crate::storage::entity::{announcement, announcement_reach, announcement_round};
use crate::storage::reach::Reach;
use app::announcements::kinds::{AnnouncementState, VersionState};
use app::announcing::acts;
use app::announcing::api::PUBLISH;
use app::error::AppError;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set};
use std::sync::Arc;
use uuid::Uuid;

/// The name of the job in the log.
pub const JOB: &str = "announcements";

pub static PUBLISH_DUE: Job =
    Job { what: "announcements that are due", every: Every::Minute, run: |app| Box::pin(publish_due(app)) };

/// Who has approved a version, and when.
#[derive(Clone, Copy)]
pub struct VersionApproval {
    pub by: Option<Uuid>,
    pub at: Option<DateTime<Utc>>,
}

/// Publishes the newest version of an announcement. Returns the transaction and its entry, to be committed.
pub async fn publish(opened: Opened, approval: VersionApproval) -> Result<(Write, Event), Fault> {
    let Opened { tx, head, version } = opened;
    let now = tx.app().clock.now();
    let before = announcements::version(&tx, head.id, head.shown).await?;
    let again = before.as_ref().is_none_or(|before| asks_again(&version, before));
    let mut row = version.clone();
    VersionState::Published.code().clone_into(&mut row.state);
    row.published_at = Some(now);
    row.asks_again = again;
    row.tells |= again;
    (row.approved_by, row.approved_at) = (approval.by, approval.at);
    let event = event(acts::PUBLISH, &row);
    find_by(&tx, &row).await?;
    announcements::index(&tx, &row).await?;
    if row.tells && !letters::kinds(&row).is_empty() {
        begin_round(&tx, row.id, now).await?;
    }
    let show = |head: &mut announcement::Model| {
        copy(head, &row);
        AnnouncementState::Published.code().clone_into(&mut head.state);
        head.shown = row.number;
        head.read_since = if again { row.number } else { head.read_since };
        head.published_at = head.published_at.or(Some(now));
        head.changed_at = Some(now);
    };
    stored(head.store(&tx, show).await?)?;
    stored(version.store(&tx, |version| *version = row).await?)?;
    Ok((tx, event))
}

/// Stores by what a company finds a version.
async fn find_by(tx: &Write, version: &announcement_version::Model) -> Result<(), Fault> {
    let reach = Reach::read(&version.reach).ok_or(AppError::Altered)?;
    let of = announcement_reach::Column::AnnouncementId.eq(version.announcement_id);
    announcement_reach::Entity::delete_many().filter(of).exec(tx.db()).await?;
    let row = |whom| announcement_reach::ActiveModel { whom: Set(whom), announcement_id: Set(version.announcement_id) };
    let rows = reach.keys().into_iter().map(row);
    announcement_reach::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Begins to tell the contacts. The worker goes on with it.
pub async fn begin_round(tx: &Write, version: Uuid, now: DateTime<Utc>) -> Result<(), Fault> {
    let round = announcement_round::ActiveModel {
        version_id: Set(version),
        begun_at: Set(now),
        last_company: Set(None),
        companies: Set(0),
        letters: Set(0),
        untold: Set(0),
        finished_at: Set(None),
    };
    announcement_round::Entity::insert(round).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Publishes what is scheduled and due. One that cannot be published keeps no other from it.
pub async fn publish_due(app: &Arc<AppState>) -> Result<(), Fault> {
    let request = Request::system(app, PROVIDER, JOB);
    let read = request.read(PUBLISH).await?;
    let due = announcement_version::Entity::find()
        .select_only()
        .columns([C::AnnouncementId, C::Id])
        .filter(announcement_version::in_state(VersionState::Scheduled))
        .filter(C::PublishAt.lte(app.clock.now()));
    let due: Vec<(Uuid, Uuid)> = readable::columns(read.db(), due).await?;
    for (announcement, version) in due {
        if let Err(error) = publish_one(&request, announcement, version).await {
            tracing::error!(%announcement, %error, "an announcement that is due was not published");
        }
    }
    Ok(())
}

async fn publish_one(request: &Request, announcement: Uuid, due: Uuid) -> Result<(), Fault> {
    let opened = Opened::of(request.write(PUBLISH).await?, announcement).await?;
    // Somebody may have taken it back, or another process been faster.
    if opened.version.id != due || !opened.version.is(VersionState::Scheduled) {
        return Ok(());
    }
    let approval = VersionApproval { by: opened.version.approved_by, at: opened.version.approved_at };
    let (tx, event) = publish(opened, approval).await?;
    tx.commit(event).await.map(drop)
}
