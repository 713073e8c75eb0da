//! Leases on exports. A process holds a lease and renews it while it works. Every change of the row requires the lease,
//! so that only one of two processes can continue, and a cancelled export stops by itself. Each change is signed from the
//! genuine row. If somebody else has written the row meanwhile, the work ends. Such a row is left as it is and keeps no other
//! export waiting: it goes on once it is put right.

use super::change::{self, LockedRow, RowChange, lock};
use super::export::{CHANGES, JOB, KEPT, ResumePoint, end};
use super::halt::Halt;
use super::letters;
use crate::base::clock::SKEW;
use crate::door::fault::Fault;
use crate::door::guarded::{self, FoundRow};
use crate::door::readable;
use crate::door::{Progress, Read, Request, Write};
use crate::log::event::{Event, Outcome};
use crate::state::AppState;
use crate::storage::entity::export::{self, Column as C};
use crate::storage::rows;
use app::exports::acts;
use app::exports::api::{CREATE, ExportState, VIEW};
use app::exports::failure::ExportFailure;
use app::record::Act;
use chrono::Duration;
use sea_orm::{ColumnTrait, Condition, DbBackend, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashSet;
use std::sync::Arc;
use uuid::Uuid;

/// Exports that are read at once.
const BLOCK: u64 = 16;
/// How long a process may be silent before another one takes over.
const LEASE: Duration = Duration::seconds(30);

/// The right to work on one export.
pub struct Lease {
    pub request: Request,
    pub id: Uuid,
    by: String,
}

/// Exports to work on, oldest first: those that were abandoned, and those that wait, of companies that have none running. Rows
/// that somebody else has written take no place in the queue.
pub async fn due(app: &Arc<AppState>, by: &str) -> Result<Vec<(Uuid, Uuid)>, Fault> {
    let provider = Request::system(app, crate::seal::keys::PROVIDER, JOB);
    let read = provider.read(VIEW).await?;
    let every = read.across::<export::Entity>()?.filter(rows::has_ids(read.db(), [C::TenantId, C::Id]));
    let running = genuine(guarded::find_all(&read, running(every.clone())).await?);
    let (abandoned, held): (Vec<_>, Vec<_>) = running.iter().partition(|row| is_abandoned(app, by, row));
    let held: HashSet<Uuid> = held.iter().map(|row| row.tenant_id).collect();
    let free = abandoned.iter().filter(|row| !held.contains(&row.tenant_id));
    let mut due: Vec<_> = free.map(|row| (row.tenant_id, row.id)).collect();
    due.extend(waiting(&read, every, running.iter().map(|row| row.tenant_id)).await?);
    due.sort_by_key(|(_, id)| *id);
    Ok(due)
}

fn running(of: Select<export::Entity>) -> Select<export::Entity> {
    of.filter(export::in_state(ExportState::Running))
}

/// The rows that nobody else has written.
fn genuine(found: Vec<FoundRow<export::Model>>) -> Vec<export::Model> {
    found.into_iter().filter_map(FoundRow::genuine).collect()
}

/// Some exports that wait. A company's next one waits for the one that runs, also for one that was abandoned.
async fn waiting(
    read: &Read,
    every: Select<export::Entity>,
    busy: impl Iterator<Item = Uuid>,
) -> Result<Vec<(Uuid, Uuid)>, Fault> {
    let query = every.filter(export::in_state(ExportState::Waiting)).filter(C::TenantId.is_not_in(busy));
    let (query, mut after) = (query.order_by_asc(C::Id), Uuid::nil());
    loop {
        let block = guarded::find_first(read, query.clone().filter(C::Id.gt(after)), BLOCK).await?;
        let (n, last) = (block.len() as u64, block.last().map(FoundRow::id));
        let waiting: Vec<_> = genuine(block).into_iter().map(|row| (row.tenant_id, row.id)).collect();
        match last {
            Some(last) if n == BLOCK && waiting.is_empty() => after = last,
            _ => return Ok(waiting),
        }
    }
}

/// True if a process works on another export of the company. The company's row is locked before, so that of two processes only
/// one begins. An export that was abandoned keeps none waiting that is to be resumed: two of them would wait for each other.
async fn is_busy(tx: &Write, by: &str, id: Uuid) -> Result<bool, Fault> {
    let others = running(tx.of()).filter(C::Id.ne(id));
    let others = genuine(guarded::find_all(tx, others).await?);
    Ok(others.iter().any(|row| !is_abandoned(tx.app(), by, row)))
}

/// True if an export is running, but its lease has expired. With SQLite any other lease holder is a dead process.
fn is_abandoned(app: &AppState, by: &str, row: &export::Model) -> bool {
    let now = app.clock.now();
    // A lease that lasts too long was renewed while the clock was ahead.
    let silent = row.lease_until.is_none_or(|until| until < now || until > now + LEASE + SKEW);
    let dead = app.storage.backend() == DbBackend::Sqlite && row.lease_by.as_deref() != Some(by);
    row.is(ExportState::Running) && (silent || dead)
}

impl Lease {
    /// Takes a waiting or abandoned export. Returns `None` if another process was faster, or somebody else has written the
    /// row. Resuming an abandoned one is logged.
    pub async fn take(
        app: &Arc<AppState>,
        by: &str,
        tenant: Uuid,
        id: Uuid,
    ) -> Result<Option<(Lease, export::Model)>, Fault> {
        let lease = Lease { request: Request::system(app, tenant, JOB), id, by: by.to_owned() };
        let tx = lease.write().await?;
        tx.queue_at_company().await?;
        let LockedRow::Genuine(held) = lock(&tx, id, Condition::all()).await? else { return Ok(None) };
        let (row, fresh) = (held.clone(), held.is(ExportState::Waiting));
        if !fresh && !is_abandoned(app, by, &row) || is_busy(&tx, by, id).await? {
            return Ok(None);
        }
        let taken = |row: &mut export::Model| {
            ExportState::Running.code().clone_into(&mut row.state);
            lease.renew(row);
        };
        if !held.store(&tx, taken).await? {
            return Ok(None);
        }
        if fresh {
            tx.commit_progress(Progress::Export).await?;
        } else {
            tx.commit(lease.event(acts::PROGRESS, &row).with(acts::ROWS, row.rows_done)).await?;
        }
        Ok(Some((lease, row)))
    }

    /// Records the progress and renews the lease.
    pub async fn progress(&self, point: ResumePoint) -> Result<(), Halt> {
        let tx = self.write().await?;
        let further = |row: &mut export::Model| {
            record(row, point);
            self.renew(row);
        };
        self.change(&tx, further).await?;
        tx.commit_progress(Progress::Export).await?;
        self.publish();
        Ok(())
    }

    /// Releases the export, so that any process can resume it.
    pub async fn release(&self) -> Result<(), Halt> {
        let tx = self.write().await?;
        self.change(&tx, |row| row.lease_until = None).await?;
        Ok(tx.commit_progress(Progress::Export).await?)
    }

    /// Marks the file as complete.
    pub async fn finish(&self, row: &export::Model, point: ResumePoint, sha256: &str) -> Result<(), Halt> {
        let now = self.request.app.clock.now();
        let tx = self.write().await?;
        let complete = |row: &mut export::Model| {
            record(row, point);
            row.sha256 = Some(sha256.to_owned());
            row.expires_at = Some(now + KEPT);
            end(row, ExportState::Done, now);
        };
        self.change(&tx, complete).await?;
        letters::done(&tx, row, point.rows).await?;
        let event = self.event(acts::FINISH, row).with(acts::ROWS, point.rows).with(acts::BYTES, point.bytes);
        let event = if point.unreadable > 0 { event.with(acts::UNREADABLE, point.unreadable) } else { event };
        tx.commit(event.with(acts::SHA256, sha256)).await?;
        self.publish();
        Ok(())
    }

    /// Marks the export as failed, with the reason for people.
    pub async fn fail(&self, row: &export::Model, failure: ExportFailure) -> Result<(), Halt> {
        let now = self.request.app.clock.now();
        let tx = self.write().await?;
        let failed = |row: &mut export::Model| {
            row.failure = Some(failure.code().to_owned());
            end(row, ExportState::Failed, now);
        };
        self.change(&tx, failed).await?;
        letters::failed(&tx, row, failure).await?;
        tx.commit(self.event(acts::FAIL, row).outcome(Outcome::Failure).because(failure.reason())).await?;
        self.publish();
        Ok(())
    }

    /// True if the export ended without a file. Otherwise another task continues or has finished it.
    pub async fn is_ended(&self) -> Result<bool, Fault> {
        let read = self.request.read(VIEW).await?;
        let state = read.of::<export::Entity>().filter(C::Id.eq(self.id)).select_only().column(C::State);
        let state: Option<String> = readable::columns(read.db(), state).await?.pop();
        let without_file = |state: ExportState| matches!(state, ExportState::Cancelled | ExportState::Failed);
        Ok(state.is_none_or(|state| ExportState::from_code(&state).is_some_and(without_file)))
    }

    async fn write(&self) -> Result<Write, Fault> {
        self.request.write(CREATE).await
    }

    /// The row is running, and this lease holds it.
    fn held(&self) -> Condition {
        Condition::all().add(export::in_state(ExportState::Running)).add(C::LeaseBy.eq(&self.by))
    }

    fn renew(&self, row: &mut export::Model) {
        row.lease_by = Some(self.by.clone());
        row.lease_until = Some(self.request.app.clock.now() + LEASE);
    }

    /// Changes the row, if this lease holds it.
    async fn change(&self, tx: &Write, set: impl FnOnce(&mut export::Model)) -> Result<(), Halt> {
        match change::change(tx, self.id, self.held(), set).await? {
            RowChange::Stored => Ok(()),
            RowChange::Gone => Err(Halt::NotOurs),
            RowChange::Forged => Err(Halt::Forged),
        }
    }

    fn event(&self, act: Act, row: &export::Model) -> Event {
        Event::new(act).on("export", self.id, &row.file_name)
    }

    fn publish(&self) {
        self.request.app.changes.publish(CHANGES, self.id);
    }
}

fn record(row: &mut export::Model, point: ResumePoint) {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    row.rows_done = number(point.rows);
    row.rows_unreadable = number(point.unreadable);
    row.bytes_done = number(point.bytes);
    row.cursor_id = point.cursor;
}
