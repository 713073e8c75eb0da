//! Rows that somebody else than the program has written: they open nothing, and here it is told. Each is told once, as an
//! error in the program's log and as an entry in the provider's. Strangers cannot cause one: it takes a row that is there.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// So many are told between two starts; after them everybody knows.
const MOST: usize = 1000;

/// A table and the row of it that was forged.
pub type Found = (&'static str, String);

/// See the module.
#[derive(Clone, Default)]
pub struct Alarms(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    told: HashSet<(&'static str, String, Vec<u8>)>,
    waiting: Vec<Found>,
}

impl Alarms {
    /// A row of a table is not as the program left it. The entry waits until nobody writes: whoever finds such a row may be
    /// in the middle of a transaction. `as_found` tells one change of a row from the next.
    pub fn raise(&self, table: &'static str, row: String, as_found: &[u8]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.told.len() < MOST && state.told.insert((table, row.clone(), as_found.to_vec())) {
            tracing::error!(table, row, "a row was written by somebody else than this program; it opens nothing");
            state.waiting.push((table, row));
        }
    }

    /// What waits for its entry in the log.
    pub fn take(&self) -> Vec<Found> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).waiting)
    }

    /// The entries could not be written: they wait on.
    pub fn put_back(&self, found: Vec<Found>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).waiting.extend(found);
    }
}
