//! All that is known of rows, in memory.

use super::fact::RowFact;
use std::borrow::Cow;
use std::collections::HashMap;
use uuid::Uuid;

/// All that is known of rows.
#[derive(Default)]
pub struct Known {
    /// The newest version of each row, by table.
    versions: HashMap<Cow<'static, str>, HashMap<Uuid, i64>>,
    /// Hashes of dead ids, each with the Unix time from which no copy of its row is valid.
    dead: HashMap<Vec<u8>, i64>,
}

impl Known {
    /// Takes a fact in. Returns false if it says nothing new.
    pub fn learn(&mut self, fact: &RowFact) -> bool {
        match fact {
            RowFact::Version { table, id, version } if *version > self.version(table, *id) => {
                self.note(table.clone(), *id, *version);
                true
            }
            // The oldest of the rows that were put back decides for their owner.
            RowFact::Restored { table, id, version } if *version < self.version(table, *id) => {
                self.note(table.clone(), *id, *version);
                true
            }
            RowFact::Version { .. } | RowFact::Restored { .. } => false,
            // A dead id is never used again, so the first end decides.
            RowFact::DeadId { id_hash, .. } if self.dead.contains_key(id_hash) => false,
            RowFact::DeadId { id_hash, until } => self.dead.insert(id_hash.clone(), *until).is_none(),
            RowFact::RestoredId { id_hash } => self.dead.remove(id_hash).is_some(),
        }
    }

    fn note(&mut self, table: Cow<'static, str>, id: Uuid, version: i64) {
        self.versions.entry(table).or_default().insert(id, version);
    }

    /// The newest version known of a row.
    pub fn version(&self, table: &str, id: Uuid) -> i64 {
        self.versions.get(table).and_then(|rows| rows.get(&id)).copied().unwrap_or_default()
    }

    pub fn is_dead(&self, id_hash: &[u8]) -> bool {
        self.dead.contains_key(id_hash)
    }

    pub fn dead_ids(&self) -> usize {
        self.dead.len()
    }

    /// Forgets the ids of which no copy is valid any more.
    pub fn sweep(&mut self, now: i64) {
        self.dead.retain(|_, until| *until > now);
    }

    /// The fewest facts that say all of it.
    pub fn facts(&self) -> impl Iterator<Item = RowFact> {
        let of_table = |(table, rows): (&Cow<'static, str>, &HashMap<Uuid, i64>)| {
            let table = table.clone();
            let fact = move |(id, version): (&Uuid, &i64)| RowFact::Version {
                table: table.clone(),
                id: *id,
                version: *version,
            };
            rows.iter().map(fact).collect::<Vec<_>>()
        };
        let versions = self.versions.iter().flat_map(of_table);
        let dead = self.dead.iter().map(|(id_hash, until)| RowFact::DeadId { id_hash: id_hash.clone(), until: *until });
        versions.chain(dead)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fact::ENDED;
    use super::*;

    #[test]
    fn the_newest_version_stays_known_until_an_operator_says_otherwise() {
        let (mut known, id) = (Known::default(), Uuid::from_u128(1));
        let news = [0, 2, 3, 1, 3].map(|version| known.learn(&RowFact::version("account", id, version)));
        assert_eq!((news, known.version("account", id)), ([false, true, true, false, false], 3));
        assert!(known.learn(&RowFact::Restored { table: "account".into(), id, version: 1 }));
        assert_eq!((known.version("account", id), known.version("account", Uuid::from_u128(2))), (1, 0));
    }

    #[test]
    fn the_rows_of_an_owner_count_since_the_last_end_of_all_until_an_operator_says_otherwise() {
        let (mut known, owner) = (Known::default(), Uuid::from_u128(9));
        let since = |since| RowFact::since("passkey", owner, since);
        assert_eq!([4, 3, 4, 6].map(|at| known.learn(&since(at))), [true, false, false, true]);
        known.learn(&RowFact::version("passkey", Uuid::from_u128(1), 6));
        assert_eq!((known.version("passkey", owner), known.version("client_certificate", owner)), (6, 0));
        assert_eq!(known.facts().count(), 2, "one line for all rows of an owner");
        let restored = |version| RowFact::Restored { table: "passkey".into(), id: owner, version };
        assert_eq!([2, 3, 2].map(|at| known.learn(&restored(at))), [true, false, false], "the oldest one decides");
        assert_eq!(known.version("passkey", owner), 2);
        assert!(known.learn(&since(7)), "and the next end counts again");
    }

    #[test]
    fn the_rows_of_a_table_are_known_by_themselves() {
        let (mut known, id) = (Known::default(), Uuid::from_u128(1));
        known.learn(&RowFact::version("authenticator", id, 4));
        known.learn(&RowFact::ended("passkey", id));
        assert!(!known.learn(&RowFact::version("passkey", id, 9)), "what is over stays over");
        assert_eq!(["account", "authenticator", "passkey"].map(|table| known.version(table, id)), [0, 4, ENDED]);
        assert_eq!(known.facts().count(), 2);
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
        let restored = RowFact::RestoredId { id_hash: vec![2] };
        assert_eq!((known.learn(&restored), known.learn(&restored), known.dead_ids()), (true, false, 0));
    }
}
