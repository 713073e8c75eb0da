//! Works on one export, from its first row to its file. Three parts run in parallel: one reads blocks from the
//! database, one writes them to the file, one syncs the file and records the progress. A part waits if the next one is
//! slower, so memory does not grow with the rows. If one ends, the others end too.

use super::columns::Columns;
use super::export::Mark;
use super::file::Part;
use super::halt::Halt;
use super::lease::Lease;
use super::place::Place;
use super::scope;
use super::sealed::{Sealing, settled};
use crate::door::fault::Fault;
use crate::features::end_users;
use crate::seal::keys::TenantKeys;
use crate::state::App;
use crate::storage::entity::{RowId, end_user, export};
use crate::storage::rows;
use app::exports::api::CREATE;
use app::exports::failure::Failure;
use sea_orm::sea_query::Value;
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

type Block = Vec<QueryResult>;

/// Takes an export and works on it until it is finished, or until told to stop.
pub async fn work(app: Arc<App>, by: String, tenant: Uuid, id: Uuid, stop: CancellationToken) -> Result<(), Fault> {
    let Some((lease, row)) = Lease::take(&app, &by, tenant, id).await? else { return Ok(()) };
    let lease = Arc::new(lease);
    let place = Place::new(&app.config, tenant, id);
    let task = tokio::spawn(write_whole(lease.clone(), row.clone(), place.clone(), stop));
    // A panic is a bug; the person who waits is told that the export failed.
    let done = task.await.unwrap_or(Err(Halt::Failed(Failure::Internal)));
    let Err(halt) = done else { return Ok(()) };
    match settle(&lease, &row, &place, halt).await {
        Err(Halt::Fault(fault)) => Err(fault),
        _ => Ok(()),
    }
}

/// Cleans up after an export that did not finish.
async fn settle(lease: &Lease, row: &export::Model, place: &Place, halt: Halt) -> Result<(), Halt> {
    match halt {
        Halt::Stopping => lease.lay_down().await,
        Halt::NotOurs if lease.is_ended().await? => Ok(place.remove().await?),
        Halt::NotOurs => Ok(()),
        Halt::Failed(failure) => {
            // Deletes the file first, because it may be what fills the disk.
            place.remove().await?;
            lease.fail(row, failure).await
        }
        Halt::Fault(fault) => Err(Halt::Fault(fault)),
    }
}

async fn write_whole(lease: Arc<Lease>, row: export::Model, place: Place, stop: CancellationToken) -> Result<(), Halt> {
    let unsigned = i64::unsigned_abs;
    let mark = Mark {
        rows: unsigned(row.rows_done),
        unreadable: unsigned(row.rows_unreadable),
        bytes: unsigned(row.bytes_done),
        cursor: row.cursor_id,
    };
    let keys = lease.request.read(CREATE).await?.keys().await?;
    let (opened, sealing) = (place.clone(), Sealing::new(keys.clone(), row.id));
    let opened = blocking(move || Part::open(&opened, sealing, mark)).await?;
    let Some((part, mark)) = opened else { return Err(Halt::NotOurs) };
    let file = Arc::new(part.handle()?);
    let columns = Columns::from_stored(&row.columns).ok_or(Halt::Failed(Failure::Internal))?;
    let (blocks_in, blocks_out) = mpsc::channel(WAITING);
    let (marks_in, marks_out) = watch::channel(mark);
    let writer =
        Writer { app: lease.request.app.clone(), part, mark, keys: keys.clone(), columns, tenant: row.tenant_id };
    let writer = spawn_blocking(move || writer.write_all(blocks_out, &marks_in));
    let reading = read_blocks(&lease, &row, &keys, mark.cursor, blocks_in, &stop);
    let (read, followed) = tokio::join!(reading, follow(&lease, file, marks_out));
    let (mut part, mark) = writer.await.map_err(|_| Halt::Failed(Failure::Internal))??;
    followed?;
    read?;
    // What nobody can read may be another company's, put there by somebody else.
    if !(mark.rows - mark.unreadable..=mark.rows).contains(&unsigned(row.rows_total)) {
        return Err(Halt::Failed(Failure::Changed));
    }
    let part = blocking(move || part.finish().and_then(|()| place.publish()).map(|()| part)).await?;
    // The file stays locked until the row says that it is complete.
    let told = lease.finish(&row, mark, &part.sha256()).await;
    drop(part);
    told
}

/// Reads by key, in the order of ids, up to the last end user that existed at the start.
async fn read_blocks(
    lease: &Lease,
    row: &export::Model,
    keys: &TenantKeys,
    after: Option<Uuid>,
    blocks: mpsc::Sender<Block>,
    stop: &CancellationToken,
) -> Result<(), Halt> {
    use end_user::Column as C;
    let read = lease.request.read(CREATE).await?;
    let asked = read.opened(scope::open(keys, row)).ok_or(Halt::Failed(Failure::Unreadable))?;
    let filter = asked.filter;
    let scope = scope::up_to(read.of(), &filter, keys, row.last_id.unwrap_or_default());
    let scope = scope.select_only().columns([C::Id, C::Personal]).order_by_asc(C::Id).limit(BLOCK);
    let mut after = after.map(Value::from);
    loop {
        if stop.is_cancelled() {
            return Err(Halt::Stopping);
        }
        let query = after.take().map_or_else(|| scope.clone(), |after| scope.clone().filter(C::Id.gt(after)));
        let db = read.db();
        let block = db.query_all_raw(query.build(db.get_database_backend())).await.map_err(Fault::from)?;
        let Some(last) = block.last() else { return Ok(()) };
        // The id may be forged, with a value of another type.
        after = Some(rows::value(last, "", C::Id).ok_or(Halt::Failed(Failure::Unreadable))?);
        // If the writer has ended, it reports the reason itself.
        if blocks.send(block).await.is_err() {
            return Ok(());
        }
    }
}

/// Syncs written data, then records it, repeatedly until the writer has ended. Recorded progress must survive a crash,
/// so it never runs ahead of the disk: the writer only reports rows in full, written blocks.
async fn follow(lease: &Lease, file: Arc<File>, mut marks: watch::Receiver<Mark>) -> Result<(), Halt> {
    loop {
        let open = tokio::select! {
            changed = marks.changed() => changed.is_ok(),
            () = tokio::time::sleep(RENEW) => true,
        };
        let mark = *marks.borrow_and_update();
        let file = file.clone();
        blocking(move || file.sync_data()).await?;
        lease.progress(mark).await?;
        if !open {
            return Ok(());
        }
    }
}

async fn blocking<T: Send + 'static>(act: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, Halt> {
    Ok(spawn_blocking(act).await.map_err(|_| Halt::Failed(Failure::Internal))??)
}

/// Opens sealed persons and writes their lines. Its buffers are reused for each block.
struct Writer {
    app: Arc<App>,
    part: Part,
    mark: Mark,
    keys: Arc<TenantKeys>,
    columns: Columns,
    tenant: Uuid,
}

impl Writer {
    fn write_all(
        mut self,
        mut blocks: mpsc::Receiver<Block>,
        marks: &watch::Sender<Mark>,
    ) -> Result<(Part, Mark), Halt> {
        let (mut lines, mut blob, mut joined) = (Vec::new(), Vec::new(), String::new());
        let mut safe = self.mark;
        if self.mark.bytes == 0 {
            self.columns.head(&mut lines);
        }
        while let Some(block) = blocks.blocking_recv() {
            let start = self.mark.bytes;
            for row in &block {
                let cursor = self.line(row, &mut blob, &mut joined, &mut lines).or(self.mark.cursor);
                let bytes = start + lines.len() as u64;
                if settled(bytes) >= self.mark.bytes {
                    safe = self.mark;
                }
                self.mark = Mark { rows: self.mark.rows + 1, bytes, cursor, ..self.mark };
            }
            self.part.write(&lines)?;
            lines.clear();
            if marks.send(safe).is_err() {
                break;
            }
        }
        Ok((self.part, self.mark))
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
        self.mark.unreadable += 1;
    }
}

/// Id and sealed value of a row, without a copy. What is no sealed value at all opens as little as an empty one.
fn sealed(row: &QueryResult) -> Result<(Uuid, &[u8]), DbErr> {
    let read = |e: sqlx::Error| DbErr::Custom(e.to_string());
    if let Some(row) = row.try_as_sqlite_row() {
        return Ok((row.try_get(0).map_err(read)?, row.try_get(1).unwrap_or_default()));
    }
    let row = row.try_as_pg_row().ok_or_else(|| DbErr::Custom("a row of an unknown database".into()))?;
    Ok((row.try_get(0).map_err(read)?, row.try_get(1).map_err(read)?))
}
