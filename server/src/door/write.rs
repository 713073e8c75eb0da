//! Write access for a use case: the rows of one tenant, in one transaction, and the only commit.

use super::fault::Fault;
use super::readable::{self, Found};
use crate::log::event::Event;
use crate::log::{Appender, Author, Entry};
use crate::seal::Unreadable;
use crate::seal::keys::{PROVIDER, TenantKeys};
use crate::state::AppState;
use crate::state::guesses::GuessChanges;
use crate::state::known_rows::{ENDED, KnownRows, RowFact};
use crate::storage::Transaction;
use crate::storage::entity::{Tenanted, account, of_tenant};
use app::error::AppError;
use sea_orm::{ActiveModelTrait, EntityTrait, Insert, Select, SqlErr};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Commits without a log entry: the progress of a job, and a charge. The actions around them (started, continued,
/// finished, failed) have entries. A test counts these commits, and the list may only shrink.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// An export's lease and the rows it has written.
    Export,
    /// An attempt to sign in, charged before its result is known; the entry follows with the result.
    Attempt,
    /// Counters of all companies: expired ones, and the counts of refused input. Also the words of older log entries, and those of
    /// announcements.
    Counters,
    /// A person has opened an announcement.
    Reading,
}

/// See `Request::write`.
pub struct Write {
    /// Before the transaction: guesses are taken back while it still holds their rows.
    guesses: GuessChanges,
    tx: Transaction,
    tenant: Uuid,
    app: Arc<AppState>,
    author: Author,
    /// True for a sensitive action: its entries are witnessed outside the database at once.
    weighs: bool,
    learned: Learned,
}

impl Write {
    pub(super) async fn begin(app: &Arc<AppState>, tenant: Uuid, author: Author) -> Result<Write, Fault> {
        let tx = app.storage.writer.begin().await?;
        // After the transaction has waited for its turn: other processes may have ended rows meanwhile.
        app.known_rows.catch_up()?;
        let (guesses, app, learned) = (app.guesses.changes(), app.clone(), Learned::default());
        Ok(Write { guesses, tx, tenant, app, author, weighs: false, learned })
    }

    /// Finds only rows of the tenant.
    pub fn of<E: Tenanted>(&self) -> Select<E> {
        of_tenant(self.tenant)
    }

    pub fn tenant(&self) -> Uuid {
        self.tenant
    }

    /// The account of the person who acts; none for a job or a stranger.
    pub fn author(&self) -> Option<Uuid> {
        self.author.id
    }

    pub fn db(&self) -> &Transaction {
        &self.tx
    }

    pub fn app(&self) -> &Arc<AppState> {
        &self.app
    }

    /// Inserts a row. Returns false if another row has its unique values; then the transaction is over.
    pub async fn insert_new<A: ActiveModelTrait>(&self, new: Insert<A>) -> Result<bool, Fault> {
        match new.exec_without_returning(self.db()).await {
            Ok(_) => Ok(true),
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// All readable rows of a query (see `readable`).
    pub async fn all<E: EntityTrait>(&self, query: Select<E>) -> Result<Vec<E::Model>, Fault> {
        Ok(readable::all(&self.app, &self.tx, query).await?)
    }

    /// The row that a query finds (see `readable`).
    pub async fn one<E: EntityTrait>(&self, query: Select<E>) -> Result<Found<E::Model>, Fault> {
        Ok(readable::one(&self.app, &self.tx, query).await?)
    }

    /// An opened value of a row. A value that does not open raises an alarm.
    pub fn opened<T>(&self, opened: Result<T, Unreadable>) -> Option<T> {
        readable::opened(&self.app, opened)
    }

    pub async fn keys(&self) -> Result<Arc<TenantKeys>, Fault> {
        Ok(self.app.keys.tenant(&self.tx, self.tenant).await?)
    }

    /// Notes what will be known of a row. It counts once the transaction is committed.
    pub fn learns(&self, fact: RowFact) {
        self.learned.note(fact);
    }

    /// Notes that the transaction changes a signed row, which it has locked and checked, and in which version it leaves it.
    pub fn changes(&self, table: &'static str, id: Uuid, version: i64) {
        self.learns(RowFact::version(table, id, version));
        self.learned.changed(ChangedRow { table, id, version });
    }

    /// Refuses a change on top of an older row. Another process has changed the row, and somebody has put the older one back
    /// before this process knew of that: both would sign the same version.
    fn check_changes(&self) -> Result<(), Fault> {
        self.app.known_rows.catch_up()?;
        let Some(row) = self.learned.overtaken(&self.app.known_rows) else { return Ok(()) };
        self.app.alarms.raise(row.table, row.id.to_string(), b"older");
        Err(AppError::Altered.into())
    }

    /// The guesses that the transaction counts in memory.
    pub fn guesses(&self) -> &GuessChanges {
        &self.guesses
    }

    pub(super) fn weighing(self, weighs: bool) -> Write {
        Write { weighs, ..self }
    }

    /// Undoes the changes so far, so that the entry of a refusal is committed without them.
    pub async fn undone(self) -> Result<Write, Fault> {
        let Write { tx, tenant, app, author, weighs, .. } = self;
        drop(tx);
        Ok(Write::begin(&app, tenant, author).await?.weighing(weighs))
    }

    /// Moves the entry to the provider's log. Actions of strangers belong there, even in the browser of a signed-in
    /// person.
    pub fn in_providers_log(&mut self) {
        self.tenant = PROVIDER;
    }

    /// Continues in the company that this transaction has created.
    pub fn in_new_company(&mut self, id: Uuid) {
        self.tenant = id;
    }

    /// Sets the account that became known during the transaction (sign-in). The entry is attributed to it, in the log
    /// of its company.
    pub fn log_as(&mut self, account: &account::Model) {
        let kind = if account.tenant_id.is_some() { "member" } else { "staff" };
        self.tenant = account.tenant_id.unwrap_or(PROVIDER);
        self.author = Author { kind, id: Some(account.id), name: account.name.clone(), ..self.author.clone() };
    }

    /// Commits the change together with its log entry: both or neither.
    pub async fn commit(self, event: Event) -> Result<i64, Fault> {
        self.commit_all(std::slice::from_ref(&event)).await
    }

    /// Commits a change of several actions, with at least one entry.
    pub async fn commit_all(self, events: &[Event]) -> Result<i64, Fault> {
        let Some((last, before)) = events.split_last() else {
            return Err(Fault::internal("a commit without a log entry"));
        };
        self.check_changes()?;
        let keys = self.keys().await?;
        let (author, at) = (&self.author, self.app.clock.now());
        let mut appender = Appender::new(&self.app.keys, &keys, &self.app.heads);
        for event in before {
            appender.append(&self.tx, Entry { author, at, event }).await?;
        }
        let head = appender.append_and_commit(self.tx, Entry { author, at, event: last }).await?;
        self.guesses.commit();
        self.learned.count(&self.app);
        let weighs = self.weighs || events.iter().any(|event| event.act.weighs(author.kind));
        self.app.witness.after(&self.app.keys, self.tenant, &head, events, weighs, at).await;
        Ok(head.seq)
    }

    /// The loud exception: commits without an entry.
    pub async fn commit_progress(self, what: Progress) -> Result<(), Fault> {
        if ![Progress::Attempt, Progress::Reading].contains(&what) && self.author.kind != "system" {
            return Err(Fault::internal("a person's change without a log entry"));
        }
        self.check_changes()?;
        self.tx.commit().await?;
        self.guesses.commit();
        self.learned.count(&self.app);
        Ok(())
    }
}

/// A row that a transaction changes.
#[derive(Clone, Copy)]
struct ChangedRow {
    table: &'static str,
    id: Uuid,
    version: i64,
}

/// What will be known of rows after a transaction.
#[derive(Default)]
struct Learned {
    facts: Mutex<Vec<RowFact>>,
    changed: Mutex<Vec<ChangedRow>>,
}

impl Learned {
    fn note(&self, fact: RowFact) {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner).push(fact);
    }

    fn changed(&self, row: ChangedRow) {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner).push(row);
    }

    /// A changed row of which a version as new as this is known already. Nobody else can commit one while the row is locked.
    fn overtaken(&self, known: &KnownRows) -> Option<ChangedRow> {
        let is_overtaken = |row: &&ChangedRow| row.version < ENDED && known.version(row.table, row.id) >= row.version;
        self.changed.lock().unwrap_or_else(PoisonError::into_inner).iter().find(is_overtaken).copied()
    }

    /// It counts, now that the transaction is committed.
    fn count(self, app: &AppState) {
        app.known_rows.learn(self.facts.into_inner().unwrap_or_else(PoisonError::into_inner));
    }
}
