//! The newest versions of signed rows that this process knows. A signature shows that the program wrote a row, not that the
//! row is the newest. A person who can write to the database may put an older row of the program back; while the process
//! runs, it recognises that row by its version (S10).

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// The newest known version of each row, by its id.
#[derive(Default)]
pub struct Versions(Mutex<HashMap<Uuid, i64>>);

impl Versions {
    /// Records a version that is committed. A version that may still be rolled back must not be recorded.
    pub fn saw(&self, id: Uuid, version: i64) {
        let mut known = self.known();
        let newest = known.entry(id).or_default();
        *newest = version.max(*newest);
    }

    /// Returns the newest version known, if it is newer than a row. A parallel request may have recorded it after the row
    /// was read, so the caller reads the row again.
    pub fn beyond(&self, id: Uuid, version: i64) -> Option<i64> {
        self.known().get(&id).copied().filter(|newest| *newest > version)
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Uuid, i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_stays_known() {
        let (versions, id) = (Versions::default(), Uuid::from_u128(1));
        assert_eq!(versions.beyond(id, 0), None);
        for version in [2, 3, 1] {
            versions.saw(id, version);
        }
        assert_eq!((versions.beyond(id, 2), versions.beyond(id, 3), versions.beyond(id, 4)), (Some(3), None, None));
        assert_eq!(versions.beyond(Uuid::from_u128(2), 0), None);
    }
}
