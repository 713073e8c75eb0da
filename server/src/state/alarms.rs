//! Forged rows: rows that another program has written. The console ignores such a row and reports each change of it once, as
//! an error in the program's log and as an entry in the provider's log. Once a row has changed many times, further changes
//! are reported together, once an hour, so that no change is lost and nothing floods the log. A stranger cannot trigger an
//! alarm, because that takes a row in the database.

use crate::base::clock::Clock;
use chrono::{DateTime, Duration, Utc};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// The largest number of rows that are told apart between two starts. Further rows count as one row of their table.
pub const MOST: usize = 1000;
/// The largest number of changes of one row that are reported at once.
const AT_ONCE: usize = 20;
/// How often further changes of a row are reported.
const TOGETHER: Duration = Duration::hours(1);
/// The common key for the rows of a table that are not told apart.
pub const OTHERS: &str = "*";

/// A table and the key of its forged row.
pub type ForgedRow = (&'static str, String);

/// Collects alarms until they are written to the log.
#[derive(Clone)]
pub struct Alarms {
    clock: Arc<dyn Clock>,
    state: Arc<Mutex<Collected>>,
}

#[derive(Default)]
struct Collected {
    rows: HashMap<ForgedRow, Reported>,
    /// Rows with changes that are reported later.
    held: HashSet<ForgedRow>,
    waiting: Vec<ForgedRow>,
}

/// What was reported about a row, and when.
struct Reported {
    changes: HashSet<Vec<u8>>,
    at: DateTime<Utc>,
}

impl Alarms {
    pub fn new(clock: Arc<dyn Clock>) -> Alarms {
        Alarms { clock, state: Arc::default() }
    }

    /// Reports a row that differs from how the program left it. The log entry is written later, because the caller may
    /// be inside a transaction. `as_found` distinguishes one change of a row from the next.
    pub fn raise(&self, table: &'static str, row: String, as_found: &[u8]) {
        let now = self.clock.now();
        let mut state = self.held();
        let change = [row.as_bytes(), as_found].concat();
        let found = (table, row);
        let known = state.rows.len() < MOST || state.rows.contains_key(&found);
        let found = if known { found } else { (table, OTHERS.to_owned()) };
        let reported = state.rows.entry(found.clone()).or_insert_with(|| Reported { changes: HashSet::new(), at: now });
        if reported.changes.contains(&change) {
            return;
        }
        if reported.changes.len() < AT_ONCE {
            reported.changes.insert(change);
            reported.at = now;
            state.report(found);
        } else {
            state.held.insert(found);
        }
    }

    /// Takes the alarms that have no log entry yet.
    pub fn take(&self) -> Vec<ForgedRow> {
        let now = self.clock.now();
        let mut state = self.held();
        if !state.held.is_empty() {
            state.report_together(now);
        }
        std::mem::take(&mut state.waiting)
    }

    /// The ids of a table's rows that were found forged since the start of this process, as far as they are told apart.
    pub fn found_in(&self, table: &str) -> Vec<Uuid> {
        let state = self.held();
        let keys = state.rows.keys().filter(|(of, _)| *of == table);
        keys.filter_map(|(_, key)| key.parse().ok()).collect()
    }

    /// Returns alarms whose entries could not be written, so that they are tried again.
    pub fn put_back(&self, found: Vec<ForgedRow>) {
        self.held().waiting.extend(found);
    }

    fn held(&self) -> MutexGuard<'_, Collected> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Collected {
    fn report(&mut self, found: ForgedRow) {
        let (table, row) = &found;
        tracing::error!(table, row, "a row was written by somebody else than this program; it opens nothing");
        self.waiting.push(found);
    }

    /// Reports the rows that have changed since they were reported, if that was long enough ago.
    fn report_together(&mut self, now: DateTime<Utc>) {
        let rows = &self.rows;
        let is_due = |found: &ForgedRow| rows.get(found).is_none_or(|reported| reported.at + TOGETHER <= now);
        let due: Vec<ForgedRow> = self.held.extract_if(is_due).collect();
        for found in due {
            if let Some(reported) = self.rows.get_mut(&found) {
                reported.at = now;
            }
            self.report(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::clock::ManualClock;

    fn alarms() -> (Alarms, Arc<ManualClock>) {
        let clock = ManualClock::at(DateTime::UNIX_EPOCH + Duration::days(1));
        (Alarms::new(clock.clone()), clock)
    }

    #[test]
    fn each_change_of_a_row_is_told_once() {
        let (alarms, _) = alarms();
        for change in ["a", "b", "a", "b"] {
            alarms.raise("account", "1".into(), change.as_bytes());
        }
        alarms.raise("account", "2".into(), b"a");
        let row = |id: &str| ("account", id.to_owned());
        assert_eq!(alarms.take(), [row("1"), row("1"), row("2")]);
        assert!(alarms.take().is_empty());
    }

    #[test]
    fn a_row_that_changes_every_minute_makes_no_flood_and_none_of_its_changes_is_lost() {
        let (alarms, clock) = alarms();
        let mut reported = Vec::new();
        for minute in 0..24 * 60_u32 {
            clock.advance(Duration::minutes(1));
            alarms.raise("account", "1".into(), &minute.to_be_bytes());
            reported.push(alarms.take().len());
        }
        assert_eq!(reported.iter().sum::<usize>(), AT_ONCE + 23, "at first each, then each hour");
        alarms.raise("account", "2".into(), b"a");
        assert_eq!(alarms.take(), [("account", "2".to_owned())], "another row is told at once");
        alarms.raise("account", "1".into(), b"the last one");
        assert!(alarms.take().is_empty());
        clock.advance(TOGETHER);
        assert_eq!(
            alarms.take(),
            [("account", "1".to_owned())],
            "the last change is told, though nobody sees it again"
        );
        clock.advance(TOGETHER);
        assert!(alarms.take().is_empty());
    }

    #[test]
    fn many_rows_are_told_together_in_the_end() {
        let (alarms, _) = alarms();
        for row in 0..2 * MOST {
            alarms.raise("session", row.to_string(), b"");
        }
        let reported = alarms.take();
        assert_eq!(reported.len(), MOST + AT_ONCE);
        assert_eq!(reported.last(), Some(&("session", OTHERS.to_owned())));
    }
}
