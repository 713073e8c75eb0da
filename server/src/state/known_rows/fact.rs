//! What is known of one row: a line of the file.

use std::borrow::Cow;
use std::fmt::{Display, Formatter, Result};
use uuid::Uuid;

/// The version of a row that is over for good: none of the program's rows is newer.
pub const ENDED: i64 = i64::MAX;

/// What is known of one row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RowFact {
    /// A row was committed in this version, or is over (`ENDED`). With the id of an owner: since when its rows count in a table,
    /// by the measure of that table. All rows until then are over, also those that nobody has seen at their end.
    Version { table: Cow<'static, str>, id: Uuid, version: i64 },
    /// An operator has put an older version of a row, or older rows of an owner, back on purpose.
    Restored { table: Cow<'static, str>, id: Uuid, version: i64 },
    /// The id of a session, or a one-time link, is dead. From a Unix time on, no copy of its row is valid anyway.
    DeadId { id_hash: Vec<u8>, until: i64 },
    /// An operator has put the row of a dead id back on purpose.
    RestoredId { id_hash: Vec<u8> },
}

impl RowFact {
    /// The fact that a row was committed in a version.
    pub fn version(table: &'static str, id: Uuid, version: i64) -> RowFact {
        RowFact::Version { table: table.into(), id, version }
    }

    /// The fact that rows of an owner count since then only.
    pub fn since(table: &'static str, owner: Uuid, since: i64) -> RowFact {
        RowFact::version(table, owner, since)
    }

    /// The fact that a row is over.
    pub fn ended(table: &'static str, id: Uuid) -> RowFact {
        RowFact::version(table, id, ENDED)
    }
}

impl Display for RowFact {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            RowFact::Version { table, id, version } => write!(f, "{table} {id} {version}"),
            RowFact::Restored { table, id, version } => write!(f, "restored {table} {id} {version}"),
            RowFact::DeadId { id_hash, until } => write!(f, "dead {} {until}", hex::encode(id_hash)),
            RowFact::RestoredId { id_hash } => write!(f, "restored dead {}", hex::encode(id_hash)),
        }
    }
}

/// The table of an account, which older files do not name in a line about a restored row.
const ACCOUNT: &str = "account";

impl RowFact {
    /// Reads a line; `None` if it is damaged.
    pub fn parse(line: &str) -> Option<RowFact> {
        let parts: Vec<&str> = line.split(' ').collect();
        let versioned =
            |table: &str, id: &str, version: &str| Some((name(table)?, id.parse().ok()?, version.parse().ok()?));
        Some(match parts.as_slice() {
            ["dead", id_hash, until] => {
                RowFact::DeadId { id_hash: hex::decode(id_hash).ok()?, until: until.parse().ok()? }
            }
            ["restored", "dead", id_hash] => RowFact::RestoredId { id_hash: hex::decode(id_hash).ok()? },
            ["restored", id, version] => {
                let (table, id, version) = versioned(ACCOUNT, id, version)?;
                RowFact::Restored { table, id, version }
            }
            ["restored", table, id, version] => {
                let (table, id, version) = versioned(table, id, version)?;
                RowFact::Restored { table, id, version }
            }
            [table, id, version] => {
                let (table, id, version) = versioned(table, id, version)?;
                RowFact::Version { table, id, version }
            }
            _ => return None,
        })
    }
}

/// The name of a table.
fn name(of: &str) -> Option<Cow<'static, str>> {
    let good = !of.is_empty() && of.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    good.then(|| of.to_owned().into())
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
            RowFact::version("account", id, 2),
            RowFact::ended("access_consent", id),
            RowFact::Restored { table: "account".into(), id, version: 1 },
            RowFact::Restored { table: "tenant".into(), id, version: 1 },
            RowFact::DeadId { id_hash: vec![3; 32], until: 4 },
            RowFact::RestoredId { id_hash: vec![3; 32] },
        ] {
            assert_eq!(RowFact::parse(&fact.to_string()), Some(fact));
        }
        for damaged in [
            "",
            "account",
            "account 1 2",
            "account x 2",
            "other 1 2",
            "dead 03",
            "restored dead 03 torn",
            &format!("account {id} 2 3"),
            &format!("restored tenant {id} 2 torn"),
            &format!("Tenant {id} 2"),
            &format!(" {id} 2"),
        ] {
            assert_eq!(RowFact::parse(damaged), None, "{damaged}");
        }
    }

    #[test]
    fn lines_of_files_that_knew_accounts_alone_are_read() {
        let id = Uuid::from_u128(1);
        assert_eq!(RowFact::parse(&format!("account {id} 7")), Some(RowFact::version("account", id, 7)));
        let restored = RowFact::Restored { table: "account".into(), id, version: 3 };
        assert_eq!(RowFact::parse(&format!("restored {id} 3")), Some(restored));
    }
}
