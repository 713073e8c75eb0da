//! Works on one export, from its first row to its file. Three parts run in parallel: one reads blocks from the
//! database, one writes them to the file, one syncs the file and records the progress. A part waits if the next one is
//! slower, so memory does not grow with the rows. If one ends, the others end too.

use super::columns::ExportColumns;
use super::export::ResumePoint;
use super::file::PartialFile;
use super::files::ExportFiles;
use super::halt::Halt;
use super::lease::Lease;
use super::scope;
use super::sealed::{Sealing, settled};
use crate::door::fault::Fault;
use crate::features::end_users;
use crate::seal::keys::TenantKeys;
use crate::state::AppState;
use crate::storage::entity::{RowId, end_user, export};
use crate::storage::{place, rows};
use app::exports::api::CREATE;
use app::exports::failure::ExportFailure;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QueryOrder, QueryResult, QuerySelect, QueryTrait};
use sqlx::Row;
use std::fs::File;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::task::spawn_blocking;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Rows read at once.
const BLOCK: u64 = 2000;
/// Number of blocks that may wait to be written.
const WAITING: usize = 2;
/// Longest time between two renewals of the lease.
const RENEW: Duration = Duration::from_secs(10);

type RowBlock = Vec<QueryResult>;

/// Takes an export and works on it until it is finished, or until told to stop.
pub async fn work(
    app: Arc<AppState>,
    by: String,
    tenant: Uuid,
    id: Uuid,
    stop: CancellationToken,
) -> Result<(), Fault> {
    let Some((lease, row)) = Lease::take(&app, &by, tenant, id).await? else { return Ok(()) };
    let lease = Arc::new(lease);
    let files = ExportFiles::new(&app.config, tenant, id);
    let task = tokio::spawn(write_whole(lease.clone(), row.clone(), files.clone(), stop));
    // A panic is a bug; the person who waits is told that the export failed.
    let done = task.await.unwrap_or(Err(Halt::Failed(ExportFailure::Internal)));
    let Err(halt) = done else { return Ok(()) };
    match settle(&lease, &row, &files, halt).await {
        Err(Halt::Fault(fault)) => Err(fault),
        _ => Ok(()),
    }
}

/// Cleans up after an export that did not finish.
async fn settle(lease: &Lease, row: &export::Model, files: &ExportFiles, halt: Halt) -> Result<(), Halt> {
    match halt {
        Halt::Stopping => lease.release().await,
        Halt::NotOurs if lease.is_ended().await? => Ok(files.remove().await?),
        Halt::NotOurs => Ok(()),
        Halt::Forged => {
            // What was written until now follows no request that anybody knows.
            Ok(files.remove().await?)
        }
        Halt::Failed(failure) => {
            // Deletes the file first, because it may be what fills the disk.
            files.remove().await?;
            lease.fail(row, failure).await
        }
        Halt::Fault(fault) => Err(Halt::Fault(fault)),
    }
}

async fn write_whole(
    lease: Arc<Lease>,
    row: export::Model,
    files: ExportFiles,
    stop: CancellationToken,
) -> Result<(), Halt> {
    let unsigned = i64::unsigned_abs;
    let point = ResumePoint {
        rows: unsigned(row.rows_done),
        unreadable: unsigned(row.rows_unreadable),
        bytes: unsigned(row.bytes_done),
        cursor: row.cursor_id,
    };
    let keys = lease.request.read(CREATE).await?.keys().await?;
    let (opened, sealing) = (files.clone(), Sealing::new(keys.clone(), row.id));
    let opened = blocking(move || PartialFile::open(&opened, sealing, point)).await?;
    let Some((part, point)) = opened else { return Err(Halt::NotOurs) };
    let file = Arc::new(part.handle()?);
    let columns = ExportColumns::from_stored(&row.columns).ok_or(Halt::Failed(ExportFailure::Internal))?;
    let (blocks_in, blocks_out) = mpsc::channel(WAITING);
    let (points_in, points_out) = watch::channel(point);
    let writer = ExportWriter {
        app: lease.request.app.clone(),
        part,
        point,
        keys: keys.clone(),
        columns,
        tenant: row.tenant_id,
    };
    let writer = spawn_blocking(move || writer.write_all(blocks_out, &points_in));
    let reading = read_blocks(&lease, &row, &keys, point.cursor, blocks_in, &stop);
    let (read, followed) = tokio::join!(reading, follow(&lease, file, points_out));
    let (mut part, point) = writer.await.map_err(|_| Halt::Failed(ExportFailure::Internal))??;
    followed?;
    read?;
    // What nobody can read may be another company's, put there by somebody else.
    if !(point.rows.saturating_sub(point.unreadable)..=point.rows).contains(&unsigned(row.rows_total)) {
        return Err(Halt::Failed(ExportFailure::Changed));
    }
    let part = blocking(move || part.finish().and_then(|()| files.publish()).map(|()| part)).await?;
    // The file stays locked until the row says that it is complete.
    let finished = lease.finish(&row, point, &part.sha256()).await;
    drop(part);
    finished
}

/// Reads by key, in the order of ids, up to the last end user that existed at the start.
async fn read_blocks(
    lease: &Lease,
    row: &export::Model,
    keys: &TenantKeys,
    after: Option<Uuid>,
    blocks: mpsc::Sender<RowBlock>,
    stop: &CancellationToken,
) -> Result<(), Halt> {
    use end_user::Column as C;
    let read = lease.request.read(CREATE).await?;
    let asked = read.opened(scope::open(keys, row)).ok_or(Halt::Failed(ExportFailure::Unreadable))?;
    let filter = asked.filter;
    let (db, everybody) = (read.db(), end_users::narrow(read.of(), &filter, keys));
    let scope = everybody.filter(scope::up_to(db, row.last_id.unwrap_or_default()));
    let scope = scope.select_only().columns([C::Id, C::Personal]).order_by_asc(C::Id).limit(BLOCK);
    let mut query = scope.clone();
    if let Some(after) = after {
        query = query.filter(C::Id.gt(after));
    }
    loop {
        if stop.is_cancelled() {
            return Err(Halt::Stopping);
        }
        let block = db.query_all_raw(query.build(db.get_database_backend())).await.map_err(Fault::from)?;
        let Some(last) = block.last() else { return Ok(()) };
        // The id may be forged, with a value of another type.
        query =
            scope.clone().filter(place::behind(last, &[C::Id]).map_err(|_| Halt::Failed(ExportFailure::Unreadable))?);
        // If the writer has ended, it reports the reason itself.
        if blocks.send(block).await.is_err() {
            return Ok(());
        }
    }
}

/// Syncs written data, then records it, repeatedly until the writer has ended. Recorded progress must survive a crash,
/// so it never runs ahead of the disk: the writer only reports rows in full, written blocks.
async fn follow(lease: &Lease, file: Arc<File>, mut points: watch::Receiver<ResumePoint>) -> Result<(), Halt> {
    loop {
        let open = tokio::select! {
            changed = points.changed() => changed.is_ok(),
            () = tokio::time::sleep(RENEW) => true,
        };
        let point = *points.borrow_and_update();
        let file = file.clone();
        blocking(move || file.sync_data()).await?;
        lease.progress(point).await?;
        if !open {
            return Ok(());
        }
    }
}

async fn blocking<T: Send + 'static>(act: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, Halt> {
    Ok(spawn_blocking(act).await.map_err(|_| Halt::Failed(ExportFailure::Internal))??)
}

/// Opens sealed persons and writes their lines. Its buffers are reused for each block.
struct ExportWriter {
    app: Arc<AppState>,
    part: PartialFile,
    point: ResumePoint,
    keys: Arc<TenantKeys>,
    columns: ExportColumns,
    tenant: Uuid,
}

impl ExportWriter {
    fn write_all(
        mut self,
        mut blocks: mpsc::Receiver<RowBlock>,
        points: &watch::Sender<ResumePoint>,
    ) -> Result<(PartialFile, ResumePoint), Halt> {
        let (mut lines, mut blob, mut joined) = (Vec::new(), Vec::new(), String::new());
        let mut safe = self.point;
        if self.point.bytes == 0 {
            self.columns.head(&mut lines);
        }
        while let Some(block) = blocks.blocking_recv() {
            let start = self.point.bytes;
            for row in &block {
                let cursor = self.line(row, &mut blob, &mut joined, &mut lines).or(self.point.cursor);
                let bytes = start + lines.len() as u64;
                if settled(bytes) >= self.point.bytes {
                    safe = self.point;
                }
                self.point = ResumePoint { rows: self.point.rows + 1, bytes, cursor, ..self.point };
            }
            self.part.write(&lines)?;
            lines.clear();
            if points.send(safe).is_err() {
                break;
            }
        }
        Ok((self.part, self.point))
    }

    /// Writes the line of one row. Returns its id, unless the id is forged.
    fn line(
        &mut self,
        row: &QueryResult,
        blob: &mut Vec<u8>,
        joined: &mut String,
        lines: &mut Vec<u8>,
    ) -> Option<Uuid> {
        let Ok((id, personal)) = sealed(row) else {
            self.unreadable(&rows::key::<end_user::Entity>(row, ""), lines);
            return None;
        };
        blob.clear();
        blob.extend_from_slice(personal);
        match end_users::open_value(&self.keys, RowId { tenant: self.tenant, id }, blob) {
            Some(person) => self.columns.line(&person, joined, lines),
            None => self.unreadable(&id.to_string(), lines),
        }
        Some(id)
    }

    /// Counts and names an end user whose row is forged, instead of writing the data.
    fn unreadable(&mut self, id: &str, lines: &mut Vec<u8>) {
        self.app.alarms.raise(end_users::PERSONAL.table(), id.to_owned(), b"export");
        self.columns.unreadable(id, lines);
        self.point.unreadable += 1;
    }
}

/// Id and sealed value of a row, without a copy. What is no sealed value at all opens as little as an empty one.
fn sealed(row: &QueryResult) -> Result<(Uuid, &[u8]), DbErr> {
    let read = |e: sqlx::Error| DbErr::Custom(e.to_string());
    // The driver would read an id from a text as well.
    if place::is_text(row, 0) {
        return Err(DbErr::Type("a text in the place of an id".into()));
    }
    if let Some(row) = row.try_as_sqlite_row() {
        return Ok((row.try_get(0).map_err(read)?, row.try_get(1).unwrap_or_default()));
    }
    let row = row.try_as_pg_row().ok_or_else(|| DbErr::Custom("a row of an unknown database".into()))?;
    Ok((row.try_get(0).map_err(read)?, row.try_get(1).map_err(read)?))
}
