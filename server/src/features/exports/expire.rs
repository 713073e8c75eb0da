//! Deletes files: finished ones after their time, and all remains of those that never finished.

use super::change::{RowChange, change};
use super::export::{CHANGES, JOB, KEPT, WITH_FILES, may_be_put_right};
use super::files::ExportFiles;
use super::found::{self, FoundExport};
use super::plain;
use super::sealed::Sealing;
use crate::door::fault::Fault;
use crate::door::readable;
use crate::door::{Every, Job, Read, Request};
use crate::log::event::Event;
use crate::state::AppState;
use crate::storage::entity::export::{self, Column as C};
use crate::storage::rows;
use app::exports::acts;
use app::exports::api::{CREATE, ExportState, VIEW};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::sync::Arc;
use uuid::Uuid;

/// Exports that are read at once.
const BLOCK: u64 = 100;

pub static EXPIRE: Job =
    Job { what: "files of exports whose time is over", every: Every::Minute, run: |app| Box::pin(expire(app)) };

/// Deletes expired files. The file is deleted first, so that the log never reports a deletion that did not happen.
pub async fn expire(app: &Arc<AppState>) -> Result<(), Fault> {
    let provider = Request::system(app, crate::seal::keys::PROVIDER, JOB);
    let read = provider.read(VIEW).await?;
    let mut after = Uuid::nil();
    loop {
        let block = over(&read, after).await?;
        let Some((_, last)) = block.last() else { return Ok(()) };
        after = *last;
        for (tenant, id) in block {
            // A file that cannot be deleted must not block the others.
            if let Err(error) = expire_one(app, tenant, id).await {
                tracing::error!(%tenant, %id, %error, "an exported file cannot be removed");
            }
        }
    }
}

/// The next exports whose rows say that their time is over. Across tenants, this query reads only ids.
async fn over(read: &Read, after: Uuid) -> Result<Vec<(Uuid, Uuid)>, Fault> {
    let over = read
        .across::<export::Entity>()?
        .select_only()
        .columns([C::TenantId, C::Id])
        .filter(rows::has_ids(read.db(), [C::TenantId, C::Id]))
        .filter(export::in_state(ExportState::Done))
        .filter(C::ExpiresAt.lte(read.app().clock.now()))
        .filter(C::Id.gt(after))
        .order_by_asc(C::Id)
        .limit(BLOCK);
    Ok(readable::columns(read.db(), over).await?)
}

async fn expire_one(app: &Arc<AppState>, tenant: Uuid, id: Uuid) -> Result<(), Fault> {
    let request = Request::system(app, tenant, JOB);
    let read = request.read(VIEW).await?;
    let found = found::one(&read, read.of::<export::Entity>().filter(C::Id.eq(id))).await?;
    let Some(found) = found.filter(|found| is_over(found, app.clock.now())) else { return Ok(()) };
    let (files, event) = (ExportFiles::new(&app.config, tenant, id), Event::new(acts::EXPIRE));
    let event = event.on("export", id, &found.name());
    match found {
        FoundExport::Whole(..) => expire_whole(&request, &files, event.with(acts::DAYS, KEPT.num_days())).await,
        FoundExport::Altered(..) => expire_altered(&request, &files, event).await,
    }
}

/// Deletes the file of an export, and marks it as gone, unless another process has done it.
async fn expire_whole(request: &Request, files: &ExportFiles, event: Event) -> Result<(), Fault> {
    files.remove().await?;
    let tx = request.write(CREATE).await?;
    let gone = |row: &mut export::Model| ExportState::Expired.code().clone_into(&mut row.state);
    if change(&tx, files.id, export::in_state(ExportState::Done).into(), gone).await? == RowChange::Stored {
        tx.commit(event).await?;
        request.app.changes.publish(CHANGES, files.id);
    }
    Ok(())
}

/// Deletes the file of an export that somebody else has written. Its row stays as it is.
async fn expire_altered(request: &Request, files: &ExportFiles, event: Event) -> Result<(), Fault> {
    if !files.are_there() {
        return Ok(());
    }
    files.remove().await?;
    request.write(CREATE).await?.commit(event).await.map(drop)
}

/// True if the time of a finished file is over. For a forged row, the time of the request decides, which its id tells.
fn is_over(found: &FoundExport, now: DateTime<Utc>) -> bool {
    match found {
        FoundExport::Whole(row, state) => {
            *state == ExportState::Done && row.expires_at.is_some_and(|until| until <= now)
        }
        FoundExport::Altered(id, _) => !may_be_put_right(*id, now),
    }
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
        match found::one(&read, read.of::<export::Entity>().filter(C::Id.eq(id))).await? {
            Some(FoundExport::Whole(row, state)) if WITH_FILES.contains(&state) => {
                if files.has_plain() {
                    seal(&read, files, *row).await?;
                }
            }
            // It may be a finished one.
            Some(FoundExport::Altered(..)) if may_be_put_right(id, app.clock.now()) => {}
            _ => {
                tracing::warn!(%tenant, %id, "a file of no export is removed");
                if let Err(error) = files.remove().await {
                    tracing::error!(%tenant, %id, %error, "a file of no export cannot be removed");
                }
            }
        }
    }
    Ok(())
}

async fn seal(read: &Read, files: ExportFiles, row: export::Model) -> Result<(), Fault> {
    let (tenant, id, sealing) = (row.tenant_id, row.id, Sealing::new(read.keys().await?, row.id));
    let sealed = tokio::task::spawn_blocking(move || plain::seal(&files, sealing, &row)).await;
    match sealed.unwrap_or_else(|error| Err(std::io::Error::other(error))) {
        Ok(()) => tracing::info!(%tenant, %id, "an exported file that was not sealed is sealed or removed"),
        Err(error) => tracing::error!(%tenant, %id, %error, "an exported file cannot be sealed"),
    }
    Ok(())
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
