//! Counts refused input in memory, until a job writes the counts to the database (DS-12): a refusal costs no write. The
//! names of pages and fields are those of the program, so that nobody can make the list grow.

use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// Stands for the whole form, if it cannot be read.
pub const WHOLE_FORM: &str = "";

/// What was refused: company, day in Japan, page and field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct What {
    pub tenant: Uuid,
    pub day: NaiveDate,
    pub page: &'static str,
    pub field: &'static str,
}

/// Counts, always in the same order, so that two transactions cannot wait for each other.
pub type RefusedCounts = BTreeMap<What, i64>;

/// The counts that are not in the database yet.
#[derive(Default)]
pub struct Refused(Mutex<RefusedCounts>);

impl Refused {
    pub fn add(&self, what: What) {
        *self.held().entry(what).or_default() += 1;
    }

    pub fn take(&self) -> RefusedCounts {
        std::mem::take(&mut *self.held())
    }

    /// Returns counts that could not be written, so that they are tried again.
    pub fn put_back(&self, counts: RefusedCounts) {
        let mut held = self.held();
        for (what, number) in counts {
            *held.entry(what).or_default() += number;
        }
    }

    fn held(&self) -> MutexGuard<'_, RefusedCounts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
