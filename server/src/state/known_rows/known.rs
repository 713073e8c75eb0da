//! All that is known of rows, in memory.

use super::fact::RowFact;
use std::collections::HashMap;
use uuid::Uuid;

/// All that is known of rows.
#[derive(Default)]
pub struct Known {
    /// The newest version of each account.
    versions: HashMap<Uuid, i64>,
    /// Hashes of dead session ids, each with the Unix time from which no copy of its row is valid.
    dead: HashMap<Vec<u8>, i64>,
}

impl Known {
    /// Takes a fact in. Returns false if it says nothing new.
    pub fn learn(&mut self, fact: &RowFact) -> bool {
        match fact {
            RowFact::Account { id, version } if *version > self.version(*id) => {
                self.versions.insert(*id, *version);
                true
            }
            RowFact::Account { .. } => false,
            RowFact::Restored { id, version } => self.versions.insert(*id, *version) != Some(*version),
            // A dead id is never used again, so the first end decides.
            RowFact::DeadId { id_hash, .. } if self.dead.contains_key(id_hash) => false,
            RowFact::DeadId { id_hash, until } => self.dead.insert(id_hash.clone(), *until).is_none(),
        }
    }

    /// The newest version known of an account.
    pub fn version(&self, id: Uuid) -> i64 {
        self.versions.get(&id).copied().unwrap_or_default()
    }

    pub fn is_dead(&self, id_hash: &[u8]) -> bool {
        self.dead.contains_key(id_hash)
    }

    pub fn dead_ids(&self) -> usize {
        self.dead.len()
    }

    /// Forgets the session ids of which no copy is valid any more.
    pub fn sweep(&mut self, now: i64) {
        self.dead.retain(|_, until| *until > now);
    }

    /// The fewest facts that say all of it.
    pub fn facts(&self) -> impl Iterator<Item = RowFact> {
        let versions = self.versions.iter().map(|(id, version)| RowFact::Account { id: *id, version: *version });
        let dead = self.dead.iter().map(|(id_hash, until)| RowFact::DeadId { id_hash: id_hash.clone(), until: *until });
        versions.chain(dead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_stays_known_until_an_operator_says_otherwise() {
        let (mut known, id) = (Known::default(), Uuid::from_u128(1));
        let news = [0, 2, 3, 1, 3].map(|version| known.learn(&RowFact::Account { id, version }));
        assert_eq!((news, known.version(id)), ([false, true, true, false, false], 3));
        assert!(known.learn(&RowFact::Restored { id, version: 1 }));
        assert_eq!((known.version(id), known.version(Uuid::from_u128(2))), (1, 0));
    }

    #[test]
    fn a_dead_id_is_known_as_long_as_a_copy_is_valid() {
        let mut known = Known::default();
        for (n, until) in [(1, 10), (2, 20), (1, 30)] {
            known.learn(&RowFact::DeadId { id_hash: vec![n], until });
        }
        known.sweep(9);
        assert!(known.is_dead(&[1]) && known.is_dead(&[2]) && !known.is_dead(&[3]));
        known.sweep(10);
        assert_eq!((known.is_dead(&[1]), known.dead_ids(), known.facts().count()), (false, 1, 1));
    }
}
