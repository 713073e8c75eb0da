//! What is known of one row: a line of the file.

use std::fmt::{Display, Formatter, Result};
use uuid::Uuid;

/// What is known of one row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RowFact {
    /// An account was committed in this version.
    Account { id: Uuid, version: i64 },
    /// An operator has put an older version of an account back on purpose.
    Restored { id: Uuid, version: i64 },
    /// A session id is dead. From a Unix time on, no copy of its row is valid anyway.
    DeadId { id_hash: Vec<u8>, until: i64 },
}

impl Display for RowFact {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            RowFact::Account { id, version } => write!(f, "account {id} {version}"),
            RowFact::Restored { id, version } => write!(f, "restored {id} {version}"),
            RowFact::DeadId { id_hash, until } => write!(f, "dead {} {until}", hex::encode(id_hash)),
        }
    }
}

impl RowFact {
    /// Reads a line; `None` if it is damaged.
    pub fn parse(line: &str) -> Option<RowFact> {
        let mut parts = line.split(' ');
        let (kind, key, number) = (parts.next()?, parts.next()?, parts.next()?.parse().ok()?);
        if parts.next().is_some() {
            return None;
        }
        Some(match kind {
            "account" => RowFact::Account { id: key.parse().ok()?, version: number },
            "restored" => RowFact::Restored { id: key.parse().ok()?, version: number },
            "dead" => RowFact::DeadId { id_hash: hex::decode(key).ok()?, until: number },
            _ => return None,
        })
    }
}

/// The text of facts, a line each.
pub fn lines<'a>(facts: impl IntoIterator<Item = &'a RowFact>) -> String {
    facts.into_iter().map(|fact| format!("{fact}\n")).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let id = Uuid::from_u128(1);
        for fact in [
            RowFact::Account { id, version: 2 },
            RowFact::Restored { id, version: 1 },
            RowFact::DeadId { id_hash: vec![3; 32], until: 4 },
        ] {
            assert_eq!(RowFact::parse(&fact.to_string()), Some(fact));
        }
        for damaged in ["", "account", "account 1 2", "account x 2", "other 1 2", &format!("account {id} 2 3")] {
            assert_eq!(RowFact::parse(damaged), None, "{damaged}");
        }
    }
}
