//! The ends of the chains as this process last saw them: from its own entries, and at start from the checkpoints. This
//! saves queries, and detects roll-backs: a log only grows, so a log that ends earlier than before was rolled back.

use super::chain::genesis;
use crate::storage::entity::{of_tenant, operation_log, operation_log_head};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// The end of a chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    pub seq: i64,
    pub hash: Vec<u8>,
}

impl From<&operation_log_head::Model> for Head {
    fn from(row: &operation_log_head::Model) -> Head {
        Head { seq: row.seq, hash: row.hash.clone() }
    }
}

/// The known ends of all chains.
#[derive(Default)]
pub struct Heads(Mutex<KnownHeads>);

#[derive(Default)]
struct KnownHeads {
    /// The heads after which an entry may be appended without a query. The database decides.
    next: HashMap<Uuid, Head>,
    /// The furthest head ever seen.
    seen: HashMap<Uuid, Head>,
}

impl Heads {
    /// Takes the head while an entry is being written, so that an interrupted writer leaves no outdated head.
    pub fn take(&self, tenant: Uuid) -> Option<Head> {
        self.known().next.remove(&tenant)
    }

    /// Records a head after the commit, never before. On SQLite the lane is still held at that point.
    pub fn saw(&self, tenant: Uuid, head: Head) {
        self.remember(tenant, &head);
        self.known().next.insert(tenant, head);
    }

    /// Records a head that another process has appended or witnessed.
    pub fn remember(&self, tenant: Uuid, head: &Head) {
        let mut known = self.known();
        if known.seen.get(&tenant).is_none_or(|seen| seen.seq < head.seq) {
            known.seen.insert(tenant, head.clone());
        }
    }

    pub fn seen(&self, tenant: Uuid) -> Option<Head> {
        self.known().seen.get(&tenant).cloned()
    }

    pub fn all_seen(&self) -> HashMap<Uuid, Head> {
        self.known().seen.clone()
    }

    /// Forgets a head, because an operator has restarted the log where it now ends.
    pub fn forget(&self, tenant: Uuid) {
        let mut known = self.known();
        known.next.remove(&tenant);
        known.seen.remove(&tenant);
    }

    fn known(&self) -> MutexGuard<'_, KnownHeads> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// True if a log that ends at `now` still contains the entry that was its last seen head.
pub async fn stands(db: &impl ConnectionTrait, tenant: Uuid, seen: &Head, now: &Head) -> Result<bool, DbErr> {
    use operation_log::Column as C;
    if seen.seq == 0 {
        return Ok(seen.hash == genesis(tenant));
    }
    if seen.seq >= now.seq {
        return Ok(seen == now);
    }
    let entry = of_tenant::<operation_log::Entity>(tenant).filter(C::Seq.eq(seen.seq));
    Ok(entry.one(db).await?.is_some_and(|entry| entry.hash == seen.hash))
}

/// Raises the alarm: another program has changed the database.
pub fn alarm(tenant: Uuid, seen: &Head, now: Option<&Head>) {
    let ends = now.map_or(0, |now| now.seq);
    tracing::error!(
        %tenant,
        seen = seen.seq,
        ends,
        "the operation log was rolled back: it lacks an entry that was seen; nothing is appended to it until \
         `sekisho log restart` says that this is meant"
    );
}
