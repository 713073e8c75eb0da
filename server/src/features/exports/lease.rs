//! Leases on exports. A process holds a lease and renews it while it works. Every change of the row requires the lease,
//! so that only one of two processes can continue, and a cancelled export stops by itself.

use super::export::{CHANGES, JOB, KEPT, ResumePoint};
use super::halt::Halt;
use crate::base::clock::SKEW;
use crate::door::fault::Fault;
use crate::door::readable::{self, Found};
use crate::door::{Progress, Request, Write};
use crate::log::event::{Event, Outcome};
use crate::state::AppState;
use crate::storage::entity::export::{self, Column as C};
use crate::storage::rows;
use app::error::AppError;
use app::exports::acts;
use app::exports::api::{CREATE, ExportState, VIEW};
use app::exports::failure::ExportFailure;
use app::record::Act;
use chrono::Duration;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, SqlErr,
    UpdateMany,
};
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
    /// logged.
    pub async fn take(
        app: &Arc<AppState>,
        by: &str,
        tenant: Uuid,
        id: Uuid,
    ) -> Result<Option<(Lease, export::Model)>, Fault> {
        let lease = Lease { request: Request::system(app, tenant, JOB), id, by: by.to_owned() };
        let tx = lease.write().await?;
        let Some(fresh) = lease.taken(&tx, export::in_state(ExportState::Waiting).into()).await? else {
            return Ok(None);
        };
        if !fresh && lease.taken(&tx, abandoned(app, by)).await? != Some(true) {
            return Ok(None);
        }
        let row = match tx.one(tx.of::<export::Entity>().filter(C::Id.eq(id))).await? {
            Found::Row(row) => row,
            Found::Nothing => return Err(AppError::NotFound.into()),
            Found::Unreadable => return lease.give_up(tx).await.map(|()| None),
        };
        if fresh {
            tx.commit_progress(Progress::Export).await?;
        } else {
            tx.commit(lease.event(acts::PROGRESS, &row).with(acts::ROWS, row.rows_done)).await?;
        }
        Ok(Some((lease, row)))
    }

    /// Returns whether the row was taken, or `None` if another process has just started another export of the company.
    /// On PostgreSQL the transaction is unusable after that.
    async fn taken(&self, tx: &Write, when: Condition) -> Result<Option<bool>, Fault> {
        let update = self.row().filter(when).col_expr(C::State, Expr::value(ExportState::Running.code()));
        match self.renewed(update).exec(tx.db()).await {
            Ok(done) => Ok(Some(done.rows_affected == 1)),
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Records the progress and renews the lease.
    pub async fn progress(&self, point: ResumePoint) -> Result<(), Halt> {
        let tx = self.write().await?;
        self.change(&tx, self.renewed(with_point(self.held(), point))).await?;
        tx.commit_progress(Progress::Export).await?;
        self.publish();
        Ok(())
    }

    /// Releases the export, so that any process can resume it.
    pub async fn release(&self) -> Result<(), Halt> {
        let tx = self.write().await?;
        self.change(&tx, self.held().col_expr(C::LeaseUntil, Expr::value(None::<chrono::DateTime<chrono::Utc>>)))
            .await?;
        Ok(tx.commit_progress(Progress::Export).await?)
    }

    /// Marks the file as complete.
    pub async fn finish(&self, row: &export::Model, point: ResumePoint, sha256: &str) -> Result<(), Halt> {
        let now = self.request.app.clock.now();
        let tx = self.write().await?;
        let update = with_point(self.held(), point)
            .col_expr(C::Sha256, Expr::value(sha256))
            .col_expr(C::ExpiresAt, Expr::value(now + KEPT));
        self.change(&tx, ended(update, ExportState::Done, now)).await?;
        let event = self.event(acts::FINISH, row).with(acts::ROWS, point.rows).with(acts::BYTES, point.bytes);
        let event = if point.unreadable > 0 { event.with(acts::UNREADABLE, point.unreadable) } else { event };
        tx.commit(event.with(acts::SHA256, sha256)).await?;
        self.publish();
        Ok(())
    }

    /// Marks the export as failed, with the reason for people.
    pub async fn fail(&self, row: &export::Model, failure: ExportFailure) -> Result<(), Halt> {
        let tx = self.write().await?;
        self.change(&tx, self.failed(failure)).await?;
        tx.commit(self.event(acts::FAIL, row).outcome(Outcome::Failure).because(failure.reason())).await?;
        self.publish();
        Ok(())
    }

    /// The same for an export whose row nobody can read. Otherwise the company's next one would wait for it for ever.
    async fn give_up(&self, tx: Write) -> Result<(), Fault> {
        let failure = ExportFailure::Unreadable;
        self.failed(failure).exec(tx.db()).await?;
        let event = Event::new(acts::FAIL).on("export", self.id, &self.id.to_string());
        tx.commit(event.outcome(Outcome::Failure).because(failure.reason())).await?;
        self.publish();
        Ok(())
    }

    fn failed(&self, failure: ExportFailure) -> UpdateMany<export::Entity> {
        let update = self.held().col_expr(C::Failure, Expr::value(failure.code()));
        ended(update, ExportState::Failed, self.request.app.clock.now())
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

    fn row(&self) -> UpdateMany<export::Entity> {
        export::Entity::update_many().filter(C::TenantId.eq(self.request.tenant())).filter(C::Id.eq(self.id))
    }

    /// The row, while this lease holds it.
    fn held(&self) -> UpdateMany<export::Entity> {
        self.row().filter(export::in_state(ExportState::Running)).filter(C::LeaseBy.eq(&self.by))
    }

    fn renewed(&self, update: UpdateMany<export::Entity>) -> UpdateMany<export::Entity> {
        let until = self.request.app.clock.now() + LEASE;
        update.col_expr(C::LeaseBy, Expr::value(&self.by)).col_expr(C::LeaseUntil, Expr::value(until))
    }

    async fn change(&self, tx: &Write, update: UpdateMany<export::Entity>) -> Result<(), Halt> {
        let changed = update.exec(tx.db()).await.map_err(Fault::from)?.rows_affected;
        if changed == 1 { Ok(()) } else { Err(Halt::NotOurs) }
    }

    fn event(&self, act: Act, row: &export::Model) -> Event {
        Event::new(act).on("export", self.id, &row.file_name)
    }

    fn publish(&self) {
        self.request.app.changes.publish(CHANGES, self.id);
    }
}

fn with_point(update: UpdateMany<export::Entity>, point: ResumePoint) -> UpdateMany<export::Entity> {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    update
        .col_expr(C::RowsDone, Expr::value(number(point.rows)))
        .col_expr(C::RowsUnreadable, Expr::value(number(point.unreadable)))
        .col_expr(C::BytesDone, Expr::value(number(point.bytes)))
        .col_expr(C::CursorId, Expr::value(point.cursor))
}

/// Sets the row to its final state, without a lease. Only expiry can follow.
pub fn ended(
    update: UpdateMany<export::Entity>,
    state: ExportState,
    at: chrono::DateTime<chrono::Utc>,
) -> UpdateMany<export::Entity> {
    update
        .col_expr(C::State, Expr::value(state.code()))
        .col_expr(C::FinishedAt, Expr::value(at))
        .col_expr(C::LeaseUntil, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
        .col_expr(C::LeaseBy, Expr::value(None::<String>))
}
