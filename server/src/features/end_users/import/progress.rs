//! The progress of an import: a row in the database that each chunk updates in its own transaction.

use super::batch::{self, Batch};
use super::chunk::{CHUNK, Chunk};
use crate::base::clock::jst;
use crate::door::fault::Fault;
use crate::door::{Request, Write, company};
use crate::features::end_users::csv::Refusal;
use crate::features::refused_input;
use crate::log::event::Event;
use crate::state::refused::{RefusedCounts, What};
use crate::storage::counted;
use crate::storage::entity::{end_user_import, end_user_import_refusal};
use app::end_users::acts;
use app::permission::Permission;
use app::record::Act;
use app::support::api::TENANTS;
use end_user_import::Column as C;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, Set};

/// State of an import that has reached the end of its file.
pub const DONE: &str = "done";

/// State of an import that is running or was interrupted.
pub const RUNNING: &str = "running";

/// Imports that have reached the end of their files.
pub fn done() -> SimpleExpr {
    C::State.eq(DONE)
}

fn in_progress() -> SimpleExpr {
    C::State.eq(RUNNING)
}

/// The provider's operators run imports.
pub const PERMISSION: Permission = TENANTS;

/// The numbers that a chunk adds.
#[derive(Clone, Copy)]
struct Figures {
    read: i64,
    stored: i64,
    created: i64,
    refused: i64,
    replaced: i64,
}

/// The import in progress.
pub struct ImportProgress {
    import: end_user_import::Model,
}

impl ImportProgress {
    /// Resumes the interrupted import of this content, or starts a new one.
    pub async fn find_or_start(request: &Request, hash: &[u8], name: &str) -> Result<ImportProgress, Fault> {
        let tx = request.write(PERMISSION).await?;
        let found = tx.of::<end_user_import::Entity>().filter(C::FileHash.eq(hash)).filter(in_progress());
        if let Some(import) = tx.one(found.order_by_desc(C::Id)).await?.there()? {
            return Ok(ImportProgress { import });
        }
        let import = end_user_import::Model {
            tenant_id: tx.tenant(),
            id: request.app.new_id(),
            file_hash: hash.to_vec(),
            file_name: name.to_owned(),
            state: RUNNING.into(),
            rows_read: 0,
            rows_stored: 0,
            rows_created: 0,
            rows_refused: 0,
            accounts_replaced: 0,
            started_at: request.app.clock.now(),
            finished_at: None,
        };
        let row: end_user_import::ActiveModel = import.clone().into();
        end_user_import::Entity::insert(row).exec_without_returning(tx.db()).await?;
        let progress = ImportProgress { import };
        let event = progress.event(acts::IMPORT_START).with(app::exports::acts::SHA256, hex::encode(hash));
        tx.commit(event).await?;
        Ok(progress)
    }

    /// The number of records read, including refused ones.
    pub fn rows_read(&self) -> u64 {
        self.import.rows_read.unsigned_abs()
    }

    /// Stores a chunk and its progress in one transaction.
    pub async fn store(&mut self, request: &Request, chunk: Chunk) -> Result<(), Fault> {
        let tx = request.write(PERMISSION).await?;
        // Allows one import at a time, even across processes: known people must not change between lookup and update.
        tx.queue_at_company().await?;
        let mut batch = Batch::load(&tx, request, &chunk.rows, self.import.id).await?;
        let mut refused = chunk.refused;
        refused.extend(chunk.rows.into_iter().filter_map(|row| batch.take(row).err().map(|refusal| vec![refusal])));
        let refusals = small(refused.len());
        let counts = counts(&tx, request, &refused);
        let stored = batch.store(&tx, request.app.clock.now()).await?;
        let [created, replaced] = [small(stored.created), small(stored.replaced)];
        let read = small(chunk.read);
        self.refuse(&tx, refused).await?;
        refused_input::store(&tx, &counts).await?;
        self.advance(&tx, Figures { read, stored: read - refusals, created, refused: refusals, replaced }).await?;
        self.take_stock(&tx, read).await?;
        let event = self.event(acts::IMPORT_CHUNK).with(acts::ROWS_READ, read).with(acts::ROWS_STORED, read - refusals);
        let event = event.with(acts::ROWS_CREATED, created).with(acts::ROWS_REFUSED, refusals);
        tx.commit(event.with(acts::ACCOUNTS_REPLACED, replaced)).await?;
        self.import.rows_read = self.import.rows_read.saturating_add(read);
        self.import.rows_stored = self.import.rows_stored.saturating_add(read - refusals);
        self.import.rows_created = self.import.rows_created.saturating_add(created);
        self.import.rows_refused = self.import.rows_refused.saturating_add(refusals);
        self.import.accounts_replaced = self.import.accounts_replaced.saturating_add(replaced);
        Ok(())
    }

    async fn refuse(&self, tx: &Write, refused: Vec<Vec<Refusal>>) -> Result<(), Fault> {
        let refused = refused.into_iter().flat_map(|row| row.into_iter().enumerate());
        let row = |(nth, refusal): (usize, Refusal)| end_user_import_refusal::ActiveModel {
            tenant_id: Set(self.import.tenant_id),
            import_id: Set(self.import.id),
            line: Set(small(refusal.line)),
            nth: Set(i32::try_from(nth).unwrap_or(i32::MAX)),
            field: Set(refusal.column.to_owned()),
            reason: Set(refusal.reason.to_stored()),
        };
        batch::insert(tx, refused.map(row).collect()).await
    }

    async fn advance(&self, tx: &Write, more: Figures) -> Result<(), Fault> {
        let add = |column: C, n: i64| counted::more(Expr::col(column), n);
        let moved = end_user_import::Entity::update_many()
            .col_expr(C::RowsRead, add(C::RowsRead, more.read))
            .col_expr(C::RowsStored, add(C::RowsStored, more.stored))
            .col_expr(C::RowsCreated, add(C::RowsCreated, more.created))
            .col_expr(C::RowsRefused, add(C::RowsRefused, more.refused))
            .col_expr(C::AccountsReplaced, add(C::AccountsReplaced, more.replaced))
            .filter(C::TenantId.eq(tx.tenant()))
            .filter(C::Id.eq(self.import.id))
            .filter(in_progress())
            .filter(C::RowsRead.eq(self.import.rows_read))
            .exec(tx.db())
            .await?;
        if moved.rows_affected != 1 {
            return Err(Fault::internal("another process imports the same file"));
        }
        company::count_end_users(tx, more.created).await
    }

    /// Lets PostgreSQL analyse the tables each time the import has doubled them. Its own analysis comes a minute later;
    /// until then it would plan every lookup for the few rows it knows about. SQLite has fixed statistics (migration
    /// 9).
    async fn take_stock(&self, tx: &Write, read: i64) -> Result<(), Fault> {
        let chunks = (self.rows_read() + read.unsigned_abs()) / CHUNK;
        if chunks.is_power_of_two() && tx.db().get_database_backend() == DbBackend::Postgres {
            tx.db().execute_unprepared("ANALYZE end_user, end_user_word, identity").await?;
        }
        Ok(())
    }

    /// Ends the import.
    pub async fn finish(mut self, request: &Request) -> Result<end_user_import::Model, Fault> {
        let tx = request.write(PERMISSION).await?;
        let now = request.app.clock.now();
        let done = end_user_import::Entity::update_many()
            .col_expr(C::State, Expr::value(DONE))
            .col_expr(C::FinishedAt, Expr::value(now))
            .filter(C::TenantId.eq(tx.tenant()))
            .filter(C::Id.eq(self.import.id))
            .filter(in_progress())
            .exec(tx.db())
            .await?;
        if done.rows_affected != 1 {
            return Err(Fault::internal("another process imports the same file"));
        }
        let event = self.event(acts::IMPORT_FINISH).with(acts::ROWS_READ, self.import.rows_read);
        let event =
            event.with(acts::ROWS_STORED, self.import.rows_stored).with(acts::ROWS_CREATED, self.import.rows_created);
        let event = event.with(acts::ROWS_REFUSED, self.import.rows_refused);
        tx.commit(event.with(acts::ACCOUNTS_REPLACED, self.import.accounts_replaced)).await?;
        self.import.state = DONE.into();
        self.import.finished_at = Some(now);
        Ok(self.import)
    }

    fn event(&self, act: Act) -> Event {
        Event::new(act).on("end_user_import", self.import.id, &self.import.file_name)
    }
}

/// How often each column was refused today (DS-12).
fn counts(tx: &Write, request: &Request, refused: &[Vec<Refusal>]) -> RefusedCounts {
    let day = request.app.clock.now().with_timezone(&jst()).date_naive();
    let mut counts = RefusedCounts::new();
    for refusal in refused.iter().flatten() {
        let what = What { tenant: tx.tenant(), day, page: "/end-users", field: refusal.column };
        *counts.entry(what).or_default() += 1;
    }
    counts
}

/// Converts a number to the database type.
fn small<T: TryInto<i64>>(n: T) -> i64 {
    n.try_into().unwrap_or(i64::MAX)
}
