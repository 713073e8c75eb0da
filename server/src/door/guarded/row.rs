//! A row with a signature, and the check of it. It needs no transaction, so the door itself can use it.

use crate::state::AppState;
use sea_orm::{Condition, EntityTrait};
use uuid::Uuid;

/// A row with a signature.
pub trait Guarded: Sized + Send + Sync {
    type Entity: EntityTrait<Model = Self>;

    const TABLE: &'static str;
    const ID: <Self::Entity as EntityTrait>::Column;
    const MAC: <Self::Entity as EntityTrait>::Column;

    fn id(&self) -> Uuid;

    fn mac(&self) -> Option<&[u8]>;

    /// The signed content besides the id: everything that decides what the row does, and its state.
    fn says(&self) -> Vec<Vec<u8>>;

    /// What people gave as evidence and reasons, which those who decide next read. Rows that were signed before this was
    /// signed too are as genuine without it.
    fn words(&self) -> Vec<Vec<u8>> {
        Vec::new()
    }

    /// The rows that carry a signature. Where ended rows carry none, the implementation says so.
    fn signed() -> Condition {
        Condition::all()
    }
}

fn parts<M: Guarded, T>(row: &M, words: &[Vec<u8>], then: impl FnOnce(&[&[u8]]) -> T) -> T {
    let (id, says) = (row.id(), row.says());
    let said = says.iter().chain(words).map(Vec::as_slice);
    let parts: Vec<&[u8]> = std::iter::once(id.as_bytes().as_slice()).chain(said).collect();
    then(&parts)
}

/// The signature of a row in its current state.
pub fn mac<M: Guarded>(app: &AppState, row: &M) -> Vec<u8> {
    parts(row, &row.words(), |parts| app.keys.rows().sign(M::TABLE, parts))
}

/// True if only the program has written a row.
pub fn fits<M: Guarded>(app: &AppState, row: &M) -> bool {
    let with = |words: &[Vec<u8>]| parts(row, words, |parts| app.keys.rows().fits(M::TABLE, parts, row.mac()));
    let words = row.words();
    with(&words) || (!words.is_empty() && with(&[]))
}

/// The same for a row that decides something: a forged one raises an alarm.
pub fn is_genuine<M: Guarded>(app: &AppState, row: &M) -> bool {
    let genuine = fits(app, row);
    if !genuine {
        let as_found = [mac(app, row).as_slice(), row.mac().unwrap_or_default()].concat();
        app.alarms.raise(M::TABLE, row.id().to_string(), &as_found);
    }
    genuine
}
