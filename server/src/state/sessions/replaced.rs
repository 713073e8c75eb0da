//! Session ids that this process has replaced by new ones, so that a copy of an old row opens nothing.

use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Hashes of the ids, with the time until which a copy of their row would be valid.
#[derive(Clone, Default)]
pub struct Replaced(Arc<Mutex<HashMap<Vec<u8>, DateTime<Utc>>>>);

impl Replaced {
    fn ids(&self) -> MutexGuard<'_, HashMap<Vec<u8>, DateTime<Utc>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn add(&self, id_hash: Vec<u8>, until: DateTime<Utc>) {
        self.ids().insert(id_hash, until);
    }

    pub fn has(&self, id_hash: &[u8]) -> bool {
        self.ids().contains_key(id_hash)
    }

    /// Forgets the ids of which no copy is valid any more.
    pub fn sweep(&self, now: DateTime<Utc>) {
        self.ids().retain(|_, until| *until > now);
    }
}
