//! Where the chains end, as this process saw it last. A hint that saves asking: what counts is the row in the database,
//! which moves only from the head that it holds.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// The end of a chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    pub seq: i64,
    pub hash: Vec<u8>,
}

/// See the module.
#[derive(Default)]
pub struct Heads(Mutex<HashMap<Uuid, Head>>);

impl Heads {
    /// Taken while an entry is being written: whoever is interrupted leaves nothing behind that may be out of date.
    pub fn take(&self, tenant: Uuid) -> Option<Head> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&tenant)
    }

    /// After the commit, never before; on SQLite while nobody else can append.
    pub fn saw(&self, tenant: Uuid, head: Head) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(tenant, head);
    }
}
