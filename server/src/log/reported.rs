//! What the logs report of rows: the accounts that were created, the cases and requests for access that ended, and the single
//! rows that were made and not ended (`row_acts`). A row that says otherwise was deleted, moved or put back by somebody else than the program (S10).
//!
//! Where an operator has restarted a log, the rows of that moment count as they are: cases whose end it reported until then
//! may be open again, since the operator has put them back.
//!
//! The reports are read from the verified chain and stay in memory, so an entry that somebody takes away or alters, even for
//! a moment, hides nothing.

use super::answers::RequestEnd;
use super::chain::{genesis, head_message};
use super::event::{has_succeeded, succeeded};
use super::head::{Head, Heads};
use super::link::{entries, head_of, link};
use super::row_acts::{self, RowActs, named_beside, row_id};
use crate::seal::keys::Keys;
use crate::storage::entity::operation_log::{Column as C, Entity, Model};
use crate::storage::entity::operation_log_head;
use app::cases::acts as cases;
use app::members::acts as members;
use app::operation_logs::acts as logs;
use app::record::Act;
use app::support::acts as support;
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryResult, QuerySelect, QueryTrait, Select,
};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// What a log reports up to its head.
#[derive(Clone)]
pub struct Report {
    read_to: Head,
    pub accounts: HashSet<String>,
    pub ended_cases: HashSet<String>,
    /// The ends of requests for access, by the id of the request. What has ended does not wait again.
    pub ended_requests: HashMap<String, RequestEnd>,
    /// The object of the entry about each row that was made and that no entry ends.
    rows: HashMap<LoggedRow, Uuid>,
}

/// A row that a log reports.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct LoggedRow {
    table: &'static str,
    id: Uuid,
}

impl Report {
    fn new(tenant: Uuid) -> Report {
        let read_to = Head { seq: 0, hash: genesis(tenant).to_vec() };
        Report {
            read_to,
            accounts: HashSet::new(),
            ended_cases: HashSet::new(),
            ended_requests: HashMap::new(),
            rows: HashMap::new(),
        }
    }

    fn add(&mut self, row: &Model) {
        if !has_succeeded(row) {
            return;
        }
        if row.action == logs::RESTART.code() {
            self.ended_cases.clear();
        }
        if let Some(end) = RequestEnd::of(row) {
            self.ended_requests.entry(row.object_id.clone()).or_insert(end);
        }
        match row.object_kind.as_str() {
            "account" if creates(&row.action) => self.accounts.insert(row.object_id.clone()),
            "case" if ends(&row.action) => self.ended_cases.insert(row.object_id.clone()),
            _ => false,
        };
        for acts in row_acts::ALL.iter().filter(|acts| acts.object == row.object_kind) {
            self.add_row(acts, row);
        }
    }

    fn add_row(&mut self, acts: &RowActs, entry: &Model) {
        let (makes, ends) = (entry.action == acts.makes.code(), entry.action == acts.ends.code());
        if !makes && !ends {
            return;
        }
        let (Some(id), Ok(object)) = (row_id(entry), entry.object_id.parse()) else { return };
        let row = LoggedRow { table: acts.table, id };
        if makes {
            self.rows.insert(row, object);
        } else {
            self.rows.remove(&row);
        }
    }

    /// The object that the log names with a row that was made and that no entry ends: an account, or the row itself.
    pub fn whose(&self, table: &'static str, id: Uuid) -> Option<Uuid> {
        self.rows.get(&LoggedRow { table, id }).copied()
    }
}

/// The acts that create an account.
fn created() -> [&'static str; 2] {
    [support::ADD_ACCOUNT.code(), members::JOIN.code()]
}

fn creates(action: &str) -> bool {
    created().contains(&action)
}

fn ends(action: &str) -> bool {
    [cases::REFUSE.code(), cases::CANCEL.code(), cases::FINISH.code()].contains(&action)
}

/// The result of the newest check of a log: from its first entry, each follows from the one before, up to the signed head,
/// and the log holds the entry that the newest checkpoint witnesses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LogCheck {
    pub at: DateTime<Utc>,
    /// The number of the last entry; `None` if the log is not as the program has written it.
    pub to: Option<i64>,
}

/// The reports of the logs that this process has read, and their checks.
#[derive(Default)]
pub struct Reports {
    read: Mutex<HashMap<Uuid, Arc<Report>>>,
    checks: Mutex<HashMap<Uuid, LogCheck>>,
}

impl Reports {
    /// Returns what a log reports up to now; reads only what has been added since the last time. Returns nothing if the log
    /// is not the one that the program has written.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn of(
        &self,
        db: &impl ConnectionTrait,
        keys: &Keys,
        heads: &Heads,
        tenant: Uuid,
    ) -> Result<Option<Arc<Report>>, DbErr> {
        // Both read before the row, which may only be further by then.
        let (seen, known) = (heads.seen(tenant), self.known().get(&tenant).cloned());
        let Ok(Some(head)) = head_of(db, tenant).await? else { return Ok(None) };
        let ours = head.tenant_id == tenant && is_signed(keys, &head);
        let head = Head::from(&head);
        if !ours || seen.as_ref().is_some_and(|seen| seen.seq > head.seq) {
            return Ok(None);
        }
        if let Some(known) = known.as_ref().filter(|known| known.read_to == head) {
            return Ok(Some(known.clone()));
        }
        let report = known.map_or_else(|| Report::new(tenant), |known| Report::clone(&known));
        let Some(report) = read_on(db, tenant, report, &head, seen.as_ref()).await? else { return Ok(None) };
        let report = Arc::new(report);
        self.known().insert(tenant, report.clone());
        Ok(Some(report))
    }

    /// Checks a log, and keeps the result. Reads only what has been added since the last time.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn check(
        &self,
        db: &impl ConnectionTrait,
        keys: &Keys,
        heads: &Heads,
        tenant: Uuid,
        at: DateTime<Utc>,
    ) -> Result<LogCheck, DbErr> {
        let to = self.of(db, keys, heads, tenant).await?.map(|report| report.read_to.seq);
        let check = LogCheck { at, to };
        self.checks().insert(tenant, check);
        Ok(check)
    }

    /// The newest check of a log by this process.
    pub fn checked(&self, tenant: Uuid) -> Option<LogCheck> {
        self.checks().get(&tenant).copied()
    }

    /// Forgets a log that an operator has restarted.
    pub fn forget(&self, tenant: Uuid) {
        self.known().remove(&tenant);
        self.checks().remove(&tenant);
    }

    fn checks(&self) -> MutexGuard<'_, HashMap<Uuid, LogCheck>> {
        self.checks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Uuid, Arc<Report>>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// True if the head of a log has the program's signature.
pub fn is_signed(keys: &Keys, head: &operation_log_head::Model) -> bool {
    keys.verify(&head_message(head.tenant_id, head.seq, &head.hash), &head.signature)
}

/// Reads the entries up to the head. Returns nothing if one of them is missing or was changed.
async fn read_on(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    mut report: Report,
    head: &Head,
    seen: Option<&Head>,
) -> Result<Option<Report>, DbErr> {
    while report.read_to.seq < head.seq {
        let block = entries(db, tenant, report.read_to.seq, head.seq).await?;
        if block.is_empty() {
            return Ok(None);
        }
        for row in block {
            let Ok(row) = row else { return Ok(None) };
            let seq = report.read_to.seq + 1;
            let Ok(hash) = link(&row, seq, &report.read_to.hash) else { return Ok(None) };
            if seen.is_some_and(|seen| seen.seq == seq && seen.hash != hash) {
                return Ok(None);
            }
            report.add(&row);
            report.read_to = Head { seq, hash: hash.to_vec() };
        }
    }
    Ok((report.read_to == *head).then_some(report))
}

/// The ids of the accounts that all logs report, for a check that verifies the logs as well.
pub async fn accounts(db: &impl ConnectionTrait) -> Result<HashSet<String>, DbErr> {
    objects(db, &created(), "account").await
}

/// The ids of the objects of acts that all logs report, for a check that verifies the logs as well. A forged value that is
/// no text is left out.
pub async fn objects(
    db: &impl ConnectionTrait,
    acts: &[&'static str],
    kind: &'static str,
) -> Result<HashSet<String>, DbErr> {
    let told = successes(acts).filter(C::ObjectKind.eq(kind));
    let found = db.query_all(told.select_only().column(C::ObjectId).distinct().as_query()).await?;
    Ok(found.iter().filter_map(|row| row.try_get_by_index(0).ok()).collect())
}

/// The ids of the rows that all logs report beside the objects of an act, for a check that verifies the logs as well.
pub async fn rows_beside(db: &impl ConnectionTrait, act: Act) -> Result<HashSet<Uuid>, DbErr> {
    let found = db.query_all(successes(&[act.code()]).select_only().column(C::Detail).as_query()).await?;
    let row = |entry: &QueryResult| named_beside(&entry.try_get_by_index::<String>(0).ok()?);
    Ok(found.iter().filter_map(row).collect())
}

/// The entries of acts that succeeded, in all logs.
fn successes(acts: &[&'static str]) -> Select<Entity> {
    Entity::find().filter(C::Action.is_in(acts.iter().copied())).filter(succeeded())
}
