//! Forged rows: rows that another program has written. The console ignores such a row and reports it once, as an error
//! in the program's log and as an entry in the provider's log. A stranger cannot trigger an alarm, because that takes a
//! row in the database.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// The largest number of alarms between two starts. By then staff know.
const MOST: usize = 1000;

/// A table and the key of its forged row.
pub type Found = (&'static str, String);

/// Collects alarms until they are written to the log.
#[derive(Clone, Default)]
pub struct Alarms(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    told: HashSet<(&'static str, String, Vec<u8>)>,
    waiting: Vec<Found>,
}

impl Alarms {
    /// Reports a row that differs from how the program left it. The log entry is written later, because the caller may
    /// be inside a transaction. `as_found` distinguishes one change of a row from the next.
    pub fn raise(&self, table: &'static str, row: String, as_found: &[u8]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.told.len() < MOST && state.told.insert((table, row.clone(), as_found.to_vec())) {
            tracing::error!(table, row, "a row was written by somebody else than this program; it opens nothing");
            state.waiting.push((table, row));
        }
    }

    /// Takes the alarms that have no log entry yet.
    pub fn take(&self) -> Vec<Found> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).waiting)
    }

    /// Returns alarms whose entries could not be written, so that they are tried again.
    pub fn put_back(&self, found: Vec<Found>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).waiting.extend(found);
    }
}
