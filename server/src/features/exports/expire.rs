//! Deletes files: finished ones after their time, and all remains of those that never finished.

use super::export::{CHANGES, JOB, KEPT, WITH_FILES, file_name};
use super::files::ExportFiles;
use super::plain;
use super::sealed::Sealing;
use crate::door::fault::Fault;
use crate::door::readable::{self, Found};
use crate::door::{Every, Job, Request};
use crate::log::event::Event;
use crate::state::AppState;
use crate::storage::entity::export::{self, Column as C};
use crate::storage::rows;
use app::exports::acts;
use app::exports::api::{CREATE, ExportState, VIEW};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::sync::Arc;
use uuid::Uuid;

pub static EXPIRE: Job =
    Job { what: "files of exports whose time is over", every: Every::Minute, run: |app| Box::pin(expire(app)) };

/// Deletes expired files. The file is deleted first, so that the log never reports a deletion that did not happen.
pub async fn expire(app: &Arc<AppState>) -> Result<(), Fault> {
    let provider = Request::system(app, crate::seal::keys::PROVIDER, JOB);
    let read = provider.read(VIEW).await?;
    // Across tenants, this query reads only ids.
    let over = read
        .across::<export::Entity>()?
        .select_only()
        .columns([C::TenantId, C::Id])
        .filter(rows::has_ids(read.db(), [C::TenantId, C::Id]))
        .filter(export::in_state(ExportState::Done))
        .filter(C::ExpiresAt.lte(app.clock.now()))
        .order_by_asc(C::Id)
        .limit(100);
    for (tenant, id) in readable::columns::<_, (Uuid, Uuid)>(read.db(), over).await? {
        // A file that cannot be deleted must not block the others.
        if let Err(error) = expire_one(app, tenant, id).await {
            tracing::error!(%tenant, %id, %error, "an exported file cannot be removed");
        }
    }
    Ok(())
}

async fn expire_one(app: &Arc<AppState>, tenant: Uuid, id: Uuid) -> Result<(), Fault> {
    ExportFiles::new(&app.config, tenant, id).remove().await?;
    let tx = Request::system(app, tenant, JOB).write(CREATE).await?;
    let name = file_name(&tx, id).await?;
    let done = export::Entity::update_many()
        .col_expr(C::State, Expr::value(ExportState::Expired.code()))
        .filter(C::TenantId.eq(tenant))
        .filter(C::Id.eq(id))
        .filter(export::in_state(ExportState::Done))
        .exec(tx.db())
        .await?;
    if done.rows_affected == 1 {
        let event = Event::new(acts::EXPIRE).on("export", id, &name);
        tx.commit(event.with(acts::DAYS, KEPT.num_days())).await?;
        app.changes.publish(CHANGES, id);
    }
    Ok(())
}

pub static SWEEP: Job = Job { what: "files of no export", every: Every::Hour, run: |app| Box::pin(sweep(app)) };

/// Deletes what a crash left behind: files of exports that ended without a file, and files without an export. Seals
/// files that an earlier version left unsealed.
pub async fn sweep(app: &Arc<AppState>) -> Result<(), Fault> {
    let root = app.config.exports_dir();
    let files =
        tokio::task::spawn_blocking(move || files(&root)).await.map_err(|e| Fault::internal(e.to_string()))??;
    for (tenant, id) in files {
        let read = Request::system(app, tenant, JOB).read(VIEW).await?;
        let files = ExportFiles::new(&app.config, tenant, id);
        let row = match read.one(read.of::<export::Entity>().filter(C::Id.eq(id))).await? {
            // It may be a finished one, and put right again.
            Found::Unreadable => continue,
            found => found.or_none(),
        };
        let row =
            row.filter(|row| WITH_FILES.iter().any(|state| row.is(*state)) || may_be_put_right(row, app.clock.now()));
        let Some(row) = row else {
            tracing::warn!(%tenant, %id, "a file of no export is removed");
            if let Err(error) = files.remove().await {
                tracing::error!(%tenant, %id, %error, "a file of no export cannot be removed");
            }
            continue;
        };
        if files.has_plain() {
            let sealing = Sealing::new(read.keys().await?, id);
            let sealed = tokio::task::spawn_blocking(move || plain::seal(&files, sealing, &row)).await;
            match sealed.unwrap_or_else(|error| Err(std::io::Error::other(error))) {
                Ok(()) => tracing::info!(%tenant, %id, "an exported file that was not sealed is sealed or removed"),
                Err(error) => tracing::error!(%tenant, %id, %error, "an exported file cannot be sealed"),
            }
        }
    }
    Ok(())
}

/// True if the state of a row is unknown, while its file may still be kept.
fn may_be_put_right(row: &export::Model, now: DateTime<Utc>) -> bool {
    ExportState::from_code(&row.state).is_none() && row.expires_at.is_some_and(|until| until > now)
}

fn files(root: &std::path::Path) -> std::io::Result<Vec<(Uuid, Uuid)>> {
    let mut found = Vec::new();
    let Ok(folders) = std::fs::read_dir(root) else { return Ok(found) };
    for folder in folders {
        let folder = folder?;
        let Some(tenant) = folder.file_name().to_str().and_then(|n| n.parse().ok()) else { continue };
        for file in std::fs::read_dir(folder.path())? {
            let name = file?.file_name();
            let id = name.to_str().and_then(|n| n.split('.').next()).and_then(|n| n.parse().ok());
            found.extend(id.map(|id| (tenant, id)));
        }
    }
    Ok(found)
}
