//! Checks rows before they decide something: whether the program has written them, and whether it has written nothing newer.

use super::row::{Guarded, Owner, fact, fits, owners, raise};
use crate::door::opens::Opens;
use crate::door::readable;
use crate::state::AppState;
use crate::state::known_rows::{KnownRows, RowFact};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

/// What is known of the newest row with an id, and of its owners.
struct Newest {
    version: i64,
    /// Since when the rows of each owner count.
    since: Vec<Owner>,
}

impl Newest {
    fn of<M: Guarded>(known: &KnownRows, row: &M) -> Newest {
        let since = |owner: Owner| Owner { since: known.version(M::TABLE, owner.id), ..owner };
        Newest { version: known.version(M::TABLE, row.id()), since: owners(row).map(since).collect() }
    }

    /// True for a row that is as new as this.
    fn fits<M: Guarded>(&self, known: &KnownRows, row: &M) -> bool {
        let counts = |owner: Owner| {
            let noted = self.since.iter().find(|noted| noted.id == owner.id);
            owner.since >= noted.map_or_else(|| known.version(M::TABLE, owner.id), |noted| noted.since)
        };
        row.version() >= self.version && owners(row).all(counts)
    }
}

/// True for a row that is as new as what is known now.
fn is_as_new<M: Guarded>(known: &KnownRows, row: &M) -> bool {
    Newest::of(known, row).fits(known, row)
}

/// Checks a row before use, and returns whether it may be used. A forged row raises an alarm, and so does one that is older
/// than what is known. A parallel request may have changed the row after it was read, so an older one is read again first.
pub async fn take<M: Guarded>(at: &impl Opens, row: &mut M) -> Result<bool, DbErr> {
    let app = at.app();
    // Noted before the row is read again: what changes while it is read makes it no older.
    let known = Newest::of(&app.known_rows, row);
    if !known.fits(&app.known_rows, row) {
        let again = readable::one(app, at.db(), M::Entity::find().filter(M::ID.eq(row.id()))).await?;
        let Some(again) = again.or_none() else { return Ok(false) };
        *row = again;
        if row.is_over() {
            return Ok(false);
        }
    }
    let newest = known.fits(&app.known_rows, row);
    if !newest || !fits(app, row) {
        raise(app, row, if newest { b"" } else { b"older" });
        return Ok(false);
    }
    if at.reads_committed() {
        app.known_rows.learn([fact(row)]);
    }
    Ok(true)
}

/// True if the program has written a row, and nothing newer is known. False is no verdict: a parallel request may have changed
/// the row after it was read.
pub fn is_newest<M: Guarded>(app: &AppState, row: &M) -> bool {
    fits(app, row) && is_as_new(&app.known_rows, row)
}

/// True if the program has written a row, and it or all rows of its owner are known to have changed or ended since.
pub fn is_older<M: Guarded>(app: &AppState, row: &M) -> bool {
    !is_as_new(&app.known_rows, row) && fits(app, row)
}

/// What is known of a row once an operator takes it as it is.
pub fn restored<M: Guarded>(row: &M) -> Vec<RowFact> {
    let of = |id, version| RowFact::Restored { table: M::TABLE.into(), id, version };
    let owners = owners(row).map(|owner| of(owner.id, owner.since));
    owners.chain([of(row.id(), row.version())]).collect()
}

/// A row that decides something; a forged one counts as missing.
pub async fn genuine<M: Guarded>(at: &impl Opens, row: Option<M>) -> Result<Option<M>, DbErr> {
    let Some(mut row) = row else { return Ok(None) };
    Ok(take(at, &mut row).await?.then_some(row))
}

/// The genuine rows, and the forged ones, each in their order.
pub async fn part<M: Guarded>(at: &impl Opens, rows: Vec<M>) -> Result<(Vec<M>, Vec<M>), DbErr> {
    let (mut good, mut forged) = (Vec::with_capacity(rows.len()), Vec::new());
    for mut row in rows {
        if take(at, &mut row).await? {
            good.push(row);
        } else {
            forged.push(row);
        }
    }
    Ok((good, forged))
}

#[cfg(test)]
mod tests {
    use super::super::row::CHANGES;
    use super::*;
    use crate::storage::entity::passkey;
    use chrono::DateTime;
    use std::path::Path;
    use uuid::Uuid;

    const OWNER: Uuid = Uuid::from_u128(9);

    /// A passkey that was made when the account of its owner had a version.
    fn made(id: u128, since: i64) -> passkey::Model {
        passkey::Model {
            id: Uuid::from_u128(id),
            account_id: OWNER,
            tenant_id: Uuid::from_u128(8),
            credential_hash: Vec::new(),
            sealed: Vec::new(),
            last_challenge: None,
            last_used_at: None,
            created_at: DateTime::UNIX_EPOCH,
            version: since * CHANGES,
            mac: None,
        }
    }

    fn known() -> KnownRows {
        KnownRows::read_only(Path::new("/nowhere")).unwrap()
    }

    fn counts(known: &KnownRows, row: &passkey::Model) -> bool {
        is_as_new(known, row)
    }

    #[test]
    fn rows_of_an_owner_count_if_they_were_made_after_the_end_of_all() {
        let (known, table) = (known(), passkey::Model::TABLE);
        let (first, hidden, next) = (made(1, 0), made(2, 4), made(3, 5));
        assert!([&first, &hidden, &next].into_iter().all(|row| counts(&known, row)), "nothing is known");
        known.learn([RowFact::since(table, OWNER, 5)]);
        assert_eq!([&first, &hidden, &next].map(|row| counts(&known, row)), [false, false, true]);
        let changed = passkey::Model { version: hidden.version + CHANGES - 1, ..hidden.clone() };
        assert!(!counts(&known, &changed), "changes of its own make no row younger");
        let others = passkey::Model { account_id: Uuid::from_u128(7), ..hidden.clone() };
        assert!(counts(&known, &others), "the rows of another owner count");
        known.learn([RowFact::ended(table, next.id)]);
        assert!(!counts(&known, &next), "what has ended by itself stays ended");
    }

    #[test]
    fn what_an_operator_takes_as_it_is_counts_with_what_was_made_since() {
        let (known, table) = (known(), passkey::Model::TABLE);
        let (older, old) = (made(1, 3), made(2, 4));
        known.learn([RowFact::since(table, OWNER, 6), RowFact::ended(table, old.id)]);
        known.learn(restored(&old));
        assert_eq!([&older, &old].map(|row| counts(&known, row)), [false, true]);
        known.learn(restored(&older).into_iter().chain(restored(&old)));
        assert_eq!([&older, &old].map(|row| counts(&known, row)), [true, true], "in any order");
    }
}
