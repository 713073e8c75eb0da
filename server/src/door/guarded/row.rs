//! A row with a signature, and the check of it. It needs no transaction, so the door itself can use it.

use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::state::known_rows::RowFact;
use sea_orm::{Condition, EntityTrait};
use uuid::Uuid;

/// Somebody whose rows of a table may end together.
#[derive(Clone, Copy)]
pub struct Owner {
    pub id: Uuid,
    /// The version that the account of this person had when the row was made or approved.
    pub since: i64,
}

/// A row with a signature.
pub trait Guarded: Clone + Send + Sync {
    type Entity: EntityTrait<Model = Self>;

    const TABLE: &'static str;
    const ID: <Self::Entity as EntityTrait>::Column;
    const VERSION: <Self::Entity as EntityTrait>::Column;
    const MAC: <Self::Entity as EntityTrait>::Column;

    fn id(&self) -> Uuid;

    /// The number of changes. Rows from before there was a version have none, and their signatures none either.
    fn version(&self) -> i64;

    fn set_version(&mut self, version: i64);

    fn mac(&self) -> Option<&[u8]>;

    fn set_mac(&mut self, mac: Vec<u8>);

    /// The signed content besides the id: everything that decides what the row does, and its state.
    fn says(&self) -> Vec<Vec<u8>>;

    /// What people gave as evidence and reasons, which those who decide next read. Rows that were signed before this was
    /// signed too are as genuine without it.
    fn words(&self) -> Vec<Vec<u8>> {
        Vec::new()
    }

    /// The company that the row belongs to; the provider for a row of its own.
    fn tenant(&self) -> Uuid {
        PROVIDER
    }

    /// The rows that carry a signature. Where ended rows carry none, the implementation says so.
    fn signed() -> Condition {
        Condition::all()
    }

    /// True for a row that has ended and carries no signature any more.
    fn is_over(&self) -> bool {
        false
    }

    /// Who has the row, if all rows of one owner may end together. An end of its own needs no owner.
    fn owner(&self) -> Option<Uuid> {
        None
    }

    /// Who has approved the row, if all rows that one person has approved may end together.
    fn approver(&self) -> Option<Owner> {
        None
    }

    /// All columns of the row, to be written as they are in hand.
    fn whole(self) -> <Self::Entity as EntityTrait>::ActiveModel;
}

/// The versions that a row of an account has for its own changes. It begins with so many times the version of the account.
pub const CHANGES: i64 = 1 << 20;

/// The version that the account had when its row was made.
pub fn since<M: Guarded>(row: &M) -> i64 {
    row.version() / CHANGES
}

/// All people whose rows may end together with this one.
pub(super) fn owners<M: Guarded>(row: &M) -> impl Iterator<Item = Owner> {
    row.owner().map(|id| Owner { id, since: since(row) }).into_iter().chain(row.approver())
}

fn parts<M: Guarded, T>(row: &M, words: &[Vec<u8>], then: impl FnOnce(&[&[u8]]) -> T) -> T {
    let (id, says) = (row.id(), row.says());
    let version = [b"version".as_slice(), &row.version().to_be_bytes()].concat();
    let said = says.iter().chain(words).map(Vec::as_slice);
    let parts = std::iter::once(id.as_bytes().as_slice()).chain(said);
    let parts: Vec<&[u8]> = parts.chain((row.version() != 0).then_some(version.as_slice())).collect();
    then(&parts)
}

/// The signature of a row in its current state.
pub fn mac<M: Guarded>(app: &AppState, row: &M) -> Vec<u8> {
    parts(row, &row.words(), |parts| app.keys.rows().sign(M::TABLE, parts))
}

/// Signs a row as it is in hand.
pub fn sign<M: Guarded>(app: &AppState, row: &mut M) {
    let mac = mac(app, row);
    row.set_mac(mac);
}

/// True if only the program has written a row. An older row of the program fits too.
pub fn fits<M: Guarded>(app: &AppState, row: &M) -> bool {
    let with = |words: &[Vec<u8>]| parts(row, words, |parts| app.keys.rows().fits(M::TABLE, parts, row.mac()));
    let words = row.words();
    with(&words) || (!words.is_empty() && row.version() == 0 && with(&[]))
}

/// True if only the program has written a row. A row that does not fit raises an alarm. This is for rows which another
/// signed row lists, so that an older one has no effect anyway; all others are for `take`.
pub fn is_signed<M: Guarded>(app: &AppState, row: &M) -> bool {
    let genuine = fits(app, row);
    if !genuine {
        raise(app, row, b"");
    }
    genuine
}

/// Raises the alarm about a forged row, once for each state in which it is found.
pub(super) fn raise<M: Guarded>(app: &AppState, row: &M, why: &[u8]) {
    let as_found = [mac(app, row).as_slice(), row.mac().unwrap_or_default(), why].concat();
    app.alarms.raise(M::TABLE, row.id().to_string(), &as_found);
}

/// What is known of a row that was committed as it is.
pub(super) fn fact<M: Guarded>(row: &M) -> RowFact {
    RowFact::version(M::TABLE, row.id(), row.version())
}
