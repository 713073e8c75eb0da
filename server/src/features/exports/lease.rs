//! Leases on exports. A process holds a lease and renews it while it works. Every change of the row requires the lease,
//! so that only one of two processes can continue, and a cancelled export stops by itself. Each change is signed from the
//! genuine row. If somebody else has written the row meanwhile, the work ends.

use super::export::{CHANGES, JOB, KEPT, ResumePoint, end, end_forged};
use super::halt::Halt;
use crate::base::clock::SKEW;
use crate::door::fault::Fault;
use crate::door::guarded::{self, Held};
use crate::door::readable::{self, Found};
use crate::door::{Progress, Request, Write};
use crate::log::event::{Event, Outcome};
use crate::state::AppState;
use crate::storage::entity::export::{self, Column as C};
use crate::storage::rows;
use app::exports::acts;
use app::exports::api::{CREATE, ExportState, VIEW};
use app::exports::failure::ExportFailure;
use app::operation_logs::acts::ALTERED;
use app::record::Act;
use chrono::Duration;
use sea_orm::{ColumnTrait, Condition, DbBackend, QueryFilter, QueryOrder, QuerySelect, QueryTrait, SqlErr};
use std::sync::Arc;
use uuid::Uuid;

/// How long a process may be silent before another one takes over.
const LEASE: Duration = Duration::seconds(30);

/// The right to work on one export.
pub struct Lease {
    pub request: Request,
    pub id: Uuid,
    by: String,
}

/// The row of an export, where it is as a condition says.
enum LockedRow {
    Gone,
    Forged,
    Genuine(Box<Held<export::Model>>),
}

/// Exports that wait for work, oldest first. The only query across tenants. It reads ids only.
pub async fn due(app: &Arc<AppState>, by: &str) -> Result<Vec<(Uuid, Uuid)>, Fault> {
    let provider = Request::system(app, crate::seal::keys::PROVIDER, JOB);
    let read = provider.read(VIEW).await?;
    let every = read.across::<export::Entity>()?;
    let busy = every.clone().select_only().column(C::TenantId).filter(export::in_state(ExportState::Running));
    let idle = C::TenantId.not_in_subquery(busy.into_query());
    let waiting = Condition::all().add(export::in_state(ExportState::Waiting)).add(idle);
    let found = every
        .select_only()
        .columns([C::TenantId, C::Id])
        .filter(rows::has_ids(read.db(), [C::TenantId, C::Id]))
        .filter(Condition::any().add(waiting).add(abandoned(app, by)))
        .order_by_asc(C::Id)
        .limit(16);
    Ok(readable::columns(read.db(), found).await?)
}

/// Running, but the lease has expired. With SQLite any other lease holder is a dead process.
fn abandoned(app: &AppState, by: &str) -> Condition {
    let now = app.clock.now();
    let silent = Condition::any().add(C::LeaseUntil.is_null()).add(C::LeaseUntil.lt(now));
    // A lease renewed while the clock was ahead.
    let silent = silent.add(C::LeaseUntil.gt(now + LEASE + SKEW));
    let gone = match app.storage.backend() {
        DbBackend::Sqlite => silent.add(C::LeaseBy.ne(by)),
        _ => silent,
    };
    Condition::all().add(export::in_state(ExportState::Running)).add(gone)
}

impl Lease {
    /// Takes a waiting or abandoned export. Returns `None` if another process was faster. Resuming an abandoned one is
    /// logged. A forged one ends.
    pub async fn take(
        app: &Arc<AppState>,
        by: &str,
        tenant: Uuid,
        id: Uuid,
    ) -> Result<Option<(Lease, export::Model)>, Fault> {
        let lease = Lease { request: Request::system(app, tenant, JOB), id, by: by.to_owned() };
        let tx = lease.write().await?;
        let due = Condition::any().add(export::in_state(ExportState::Waiting)).add(abandoned(app, by));
        let held = match lease.lock(&tx, due.clone()).await? {
            LockedRow::Genuine(held) => *held,
            LockedRow::Gone => return Ok(None),
            LockedRow::Forged => return lease.give_up(tx, due).await.map(|()| None),
        };
        let (row, fresh) = (held.clone(), held.is(ExportState::Waiting));
        if !lease.begin(&tx, held).await? {
            return Ok(None);
        }
        if fresh {
            tx.commit_progress(Progress::Export).await?;
        } else {
            tx.commit(lease.event(acts::PROGRESS, &row).with(acts::ROWS, row.rows_done)).await?;
        }
        Ok(Some((lease, row)))
    }

    /// Marks the row as taken. Returns false if another process has just started another export of the company. On
    /// PostgreSQL the transaction is unusable after that.
    async fn begin(&self, tx: &Write, held: Held<export::Model>) -> Result<bool, Fault> {
        let taken = |row: &mut export::Model| {
            ExportState::Running.code().clone_into(&mut row.state);
            self.renew(row);
        };
        match held.store(tx, taken).await {
            Err(Fault::Database(error)) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
                Ok(false)
            }
            stored => stored,
        }
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
        tx.commit(self.event(acts::FAIL, row).outcome(Outcome::Failure).because(failure.reason())).await?;
        self.publish();
        Ok(())
    }

    /// The same for an export that this lease holds and that somebody else has written.
    pub async fn fail_forged(&self) -> Result<(), Fault> {
        let tx = self.write().await?;
        self.give_up(tx, self.held()).await
    }

    /// Ends an export that somebody else has written. Otherwise the company's next one would wait for it for ever.
    async fn give_up(&self, tx: Write, when: Condition) -> Result<(), Fault> {
        if end_forged(&tx, self.id, when, ExportState::Failed).await? {
            let event = Event::new(acts::FAIL).on("export", self.id, &self.id.to_string());
            tx.commit(event.outcome(Outcome::Failure).because(ALTERED)).await?;
            self.publish();
        }
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

    /// Locks the row until the transaction ends, under a condition.
    async fn lock(&self, tx: &Write, when: Condition) -> Result<LockedRow, Fault> {
        let there = tx.of::<export::Entity>().filter(C::Id.eq(self.id)).filter(when).lock_exclusive();
        Ok(match tx.one(there).await? {
            Found::Nothing => LockedRow::Gone,
            Found::Unreadable => LockedRow::Forged,
            Found::Row(row) => {
                let held = guarded::hold(tx, &row).await?;
                held.map_or(LockedRow::Forged, |held| LockedRow::Genuine(Box::new(held)))
            }
        })
    }

    fn renew(&self, row: &mut export::Model) {
        row.lease_by = Some(self.by.clone());
        row.lease_until = Some(self.request.app.clock.now() + LEASE);
    }

    /// Changes the row, if this lease holds it.
    async fn change(&self, tx: &Write, change: impl FnOnce(&mut export::Model)) -> Result<(), Halt> {
        let held = match self.lock(tx, self.held()).await? {
            LockedRow::Genuine(held) => *held,
            LockedRow::Gone => return Err(Halt::NotOurs),
            LockedRow::Forged => return Err(Halt::Forged),
        };
        if held.store(tx, change).await? { Ok(()) } else { Err(Halt::NotOurs) }
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
