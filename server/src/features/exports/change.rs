//! Changes of an export's row: the one place that writes it after its start. The row is locked first, and must be as a
//! condition says. A row that somebody else than the program has written stays as it is, so that it counts again once it is
//! put right.

use crate::door::Write;
use crate::door::fault::Fault;
use crate::door::guarded::{self, Held};
use crate::door::readable::Found;
use crate::storage::entity::export::{Column as C, Entity, Model};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect};
use uuid::Uuid;

/// The row of an export, locked until the transaction ends.
pub enum LockedRow {
    /// No export is as the condition says.
    Gone,
    Forged,
    Genuine(Box<Held<Model>>),
}

/// What became of a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum RowChange {
    /// The row is not as the condition says, or was changed meanwhile.
    Gone,
    Forged,
    Stored,
}

/// Locks the row of an export, if it is as a condition says.
pub async fn lock(tx: &Write, id: Uuid, when: Condition) -> Result<LockedRow, Fault> {
    let there = tx.of::<Entity>().filter(C::Id.eq(id)).filter(when).lock_exclusive();
    Ok(match tx.one(there).await? {
        Found::Nothing => LockedRow::Gone,
        Found::Unreadable => LockedRow::Forged,
        Found::Row(row) => {
            let held = guarded::hold(tx, &row).await?;
            held.map_or(LockedRow::Forged, |held| LockedRow::Genuine(Box::new(held)))
        }
    })
}

/// Changes the row of an export, if it is as a condition says.
pub async fn change(tx: &Write, id: Uuid, when: Condition, set: impl FnOnce(&mut Model)) -> Result<RowChange, Fault> {
    let held = match lock(tx, id, when).await? {
        LockedRow::Genuine(held) => *held,
        LockedRow::Gone => return Ok(RowChange::Gone),
        LockedRow::Forged => return Ok(RowChange::Forged),
    };
    Ok(if held.store(tx, set).await? { RowChange::Stored } else { RowChange::Gone })
}
