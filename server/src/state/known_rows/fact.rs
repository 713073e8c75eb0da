//! What is known of one row: a line of the file.

use std::fmt::{Display, Formatter, Result};
use uuid::Uuid;

/// What is known of one row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fact {
    /// An account was committed in this version.
    Account { id: Uuid, version: i64 },
    /// An operator has put an older version of an account back on purpose.
    Restored { id: Uuid, version: i64 },
    /// A session id is dead. From a Unix time on, no copy of its row is valid anyway.
    DeadId { id_hash: Vec<u8>, until: i64 },
}

impl Display for Fact {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Fact::Account { id, version } => write!(f, "account {id} {version}"),
            Fact::Restored { id, version } => write!(f, "restored {id} {version}"),
            Fact::DeadId { id_hash, until } => write!(f, "dead {} {until}", hex::encode(id_hash)),
        }
    }
}

impl Fact {
    /// Reads a line; `None` if it is damaged.
    pub fn parse(line: &str) -> Option<Fact> {
        let mut parts = line.split(' ');
        let (kind, key, number) = (parts.next()?, parts.next()?, parts.next()?.parse().ok()?);
        if parts.next().is_some() {
            return None;
        }
        Some(match kind {
            "account" => Fact::Account { id: key.parse().ok()?, version: number },
            "restored" => Fact::Restored { id: key.parse().ok()?, version: number },
            "dead" => Fact::DeadId { id_hash: hex::decode(key).ok()?, until: number },
            _ => return None,
        })
    }
}

/// The text of facts, a line each.
pub fn lines<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> String {
    facts.into_iter().map(|fact| format!("{fact}\n")).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let id = Uuid::from_u128(1);
        for fact in [
            Fact::Account { id, version: 2 },
            Fact::Restored { id, version: 1 },
            Fact::DeadId { id_hash: vec![3; 32], until: 4 },
        ] {
            assert_eq!(Fact::parse(&fact.to_string()), Some(fact));
        }
        for damaged in ["", "account", "account 1 2", "account x 2", "other 1 2", &format!("account {id} 2 3")] {
            assert_eq!(Fact::parse(damaged), None, "{damaged}");
        }
    }
}
