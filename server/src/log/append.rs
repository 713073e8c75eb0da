//! Appends entries: the next number and the next hash, in the transaction of the change.

use super::chain::{HashedEntry, genesis, hash_of, head_message};
use super::head::{Head, Heads, alarm, stands};
use super::in_one::{Computed, in_one, in_words, not_kept};
use super::words;
use crate::log::event::Event;
use crate::seal::keys::{Keys, TenantKeys};
use crate::seal::{Sealed, TextForm};
use crate::storage::Transaction;
use crate::storage::entity::{RowId, of_tenant, operation_log_head, operation_log_personal};
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, EntityTrait, QuerySelect, Set, Statement};
use serde_json::{Map, Value};
use uuid::Uuid;

/// The actor, their origin, and the request.
#[derive(Clone, Debug, Default)]
pub struct Author {
    /// `member`, `staff`, `system` or `stranger`.
    pub kind: &'static str,
    pub id: Option<Uuid>,
    pub name: String,
    pub ip: String,
    pub user_agent: String,
    pub request_id: String,
}

/// What happened, when, and by whom.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub author: &'a Author,
    pub at: DateTime<Utc>,
    pub event: &'a Event,
}

/// Starts a tenant's chain. Its head is at zero.
pub async fn start_chain(db: &impl ConnectionTrait, keys: &Keys, tenant: Uuid) -> Result<(), DbErr> {
    let hash = genesis(tenant);
    let head = operation_log_head::ActiveModel {
        tenant_id: Set(tenant),
        seq: Set(0),
        hash: Set(hash.to_vec()),
        signature: Set(keys.sign(&head_message(tenant, 0, &hash))),
    };
    operation_log_head::Entity::insert(head).exec_without_returning(db).await?;
    Ok(())
}

/// Appends to one tenant's chain within one transaction.
pub struct Appender<'a> {
    keys: &'a Keys,
    tenant: &'a TenantKeys,
    heads: &'a Heads,
    /// The head as last seen. The database accepts an entry only after its own current head.
    head: Option<Head>,
    /// The head of an entry that the database has not accepted.
    refused: Option<Head>,
}

impl<'a> Appender<'a> {
    pub fn new(keys: &'a Keys, tenant: &'a TenantKeys, heads: &'a Heads) -> Appender<'a> {
        Appender { keys, tenant, heads, head: heads.take(tenant.tenant), refused: None }
    }

    /// Appends an entry and moves the signed head. The head's row stays locked until the commit, so the numbers have no
    /// gaps and no forks.
    pub async fn append(&mut self, tx: &Transaction, entry: Entry<'_>) -> Result<(), DbErr> {
        if self.head.is_some() {
            let (statement, head) = self.next(tx, entry).await?;
            if is_written(tx, statement).await? {
                self.head = Some(head);
                return Ok(());
            }
            self.refused(head);
        }
        let (statement, head) = self.next(tx, entry).await?;
        let written = is_written(tx, statement).await?;
        self.head = Some(head);
        if written { Ok(()) } else { Err(not_kept()) }
    }

    /// Appends the last entry and commits. Returns the new head.
    pub async fn append_and_commit(mut self, tx: Transaction, entry: Entry<'_>) -> Result<Head, DbErr> {
        let (tenant, heads) = (self.tenant.tenant, self.heads);
        let (statement, head) = self.next(&tx, entry).await?;
        let saw = head.clone();
        let left = tx.run_and_commit(statement, || heads.saw(tenant, saw)).await.map_err(in_words)?;
        let Some(tx) = left else { return Ok(head) };
        // Another process has appended in the meantime. From now on this transaction locks the head's row.
        self.refused(head);
        let (statement, head) = self.next(&tx, entry).await?;
        let saw = head.clone();
        match tx.run_and_commit(statement, || heads.saw(tenant, saw)).await? {
            None => Ok(head),
            Some(_) => Err(not_kept()),
        }
    }

    /// The database has not accepted an entry. The next try reads its head.
    fn refused(&mut self, head: Head) {
        (self.head, self.refused) = (None, Some(head));
    }

    /// Returns the statement that writes an entry after the head, and the new head.
    async fn next(&mut self, tx: &Transaction, entry: Entry<'_>) -> Result<(Statement, Head), DbErr> {
        let before = match &self.head {
            Some(head) => head.clone(),
            None => self.locked(tx).await?,
        };
        let Entry { author, at, event } = entry;
        let tenant = self.tenant.tenant;
        // The program never counts that far: somebody else has written the head.
        let seq = before.seq.checked_add(1).ok_or_else(|| DbErr::Type("a log that has no next number".into()))?;
        let personal = personal_details(author, event);
        let words = words::of_entry(self.tenant, author.kind, &personal);
        let personal = Value::Object(personal).to_string();
        let line = HashedEntry {
            tenant,
            seq,
            at_micros: at.timestamp_micros(),
            actor_kind: author.kind,
            actor_id: author.id,
            action: event.act.code(),
            object_kind: event.object_kind,
            object_id: &event.object_id,
            result: event.outcome.code(),
            request_id: &author.request_id,
            detail: &Value::Object(event.detail.clone()).to_string(),
            personal_ref: &self.keys.personal_ref(tenant, seq, &personal),
            prev_hash: &before.hash,
        };
        let head = Head { seq, hash: hash_of(&line).to_vec() };
        let sealed = PERSONAL.seal(self.tenant, personal_row(seq), &personal)?;
        let signature = self.keys.sign(&head_message(tenant, seq, &head.hash));
        let computed = Computed { hash: head.hash.clone(), signature, sealed, words: words.concat() };
        Ok((in_one(tx.get_database_backend(), &line, at, computed), head))
    }

    /// Reads and locks the head in the database. Refuses to append to a log that ends before the last seen head: it
    /// would make the roll-back look like normal growth. If this transaction has moved the head without its entry, the
    /// database has dropped the entry, and a further one would leave a gap.
    async fn locked(&self, tx: &Transaction) -> Result<Head, DbErr> {
        let tenant = self.tenant.tenant;
        let head = lock_head(tx, tenant).await?;
        if self.refused.as_ref() == Some(&head) {
            return Err(not_kept());
        }
        match self.heads.seen(tenant) {
            Some(seen) if !stands(tx, tenant, &seen, &head).await? => {
                alarm(tenant, &seen, Some(&head));
                Err(DbErr::Custom(format!("the operation log of {tenant} was rolled back; nothing is appended to it")))
            }
            _ => Ok(head),
        }
    }
}

/// True if a statement has written exactly one entry.
async fn is_written(tx: &Transaction, statement: Statement) -> Result<bool, DbErr> {
    Ok(tx.execute_raw(statement).await.map_err(in_words)?.rows_affected() == 1)
}

async fn lock_head(db: &impl ConnectionTrait, tenant: Uuid) -> Result<Head, DbErr> {
    let mut query = of_tenant::<operation_log_head::Entity>(tenant);
    if db.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    let row = query.one(db).await?.ok_or_else(|| DbErr::RecordNotFound(format!("no operation log for {tenant}")))?;
    Ok(Head::from(&row))
}

/// The erasable part: name, origin and device of the actor, and the personal facts of the event.
fn personal_details(author: &Author, event: &Event) -> Map<String, Value> {
    let mut all: Map<String, Value> = event.personal.clone();
    all.insert("actor".into(), author.name.clone().into());
    all.insert("ip".into(), author.ip.clone().into());
    all.insert("user_agent".into(), author.user_agent.clone().into());
    all
}

/// The personal details of a line.
pub(super) const PERSONAL: Sealed<operation_log_personal::Entity, TextForm> = Sealed::column("sealed");

/// The row of a line's personal details: its number in place of an id.
pub(super) fn personal_row(seq: i64) -> Uuid {
    Uuid::from_u64_pair(0, seq.cast_unsigned())
}

/// Opens a line's personal details. Erased ones are empty.
pub fn open_personal(keys: &TenantKeys, tenant: Uuid, seq: i64, sealed: Option<&[u8]>) -> Map<String, Value> {
    let row = RowId { tenant, id: personal_row(seq) };
    let opened = sealed.and_then(|sealed| PERSONAL.open(keys, row, sealed).ok());
    match opened.and_then(|text| serde_json::from_str(&text).ok()) {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    }
}
