//! Checks rows before they decide something: whether the program has written them, and whether it has written nothing newer.

use super::row::{Guarded, fact, fits, raise};
use crate::door::opens::Opens;
use crate::door::readable;
use crate::state::AppState;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

/// Checks a row before use, and returns whether it may be used. A forged row raises an alarm, and so does one that is older
/// than what is known. A parallel request may have changed the row after it was read, so an older one is read again first.
pub async fn take<M: Guarded>(at: &impl Opens, row: &mut M) -> Result<bool, DbErr> {
    let app = at.app();
    let known = app.known_rows.beyond(M::TABLE, row.id(), row.version());
    if known.is_some() {
        let again = readable::one(app, at.db(), M::Entity::find().filter(M::ID.eq(row.id()))).await?;
        let Some(again) = again.or_none() else { return Ok(false) };
        *row = again;
        if row.is_over() {
            return Ok(false);
        }
    }
    let newest = known.is_none_or(|known| row.version() >= known);
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
    fits(app, row) && app.known_rows.beyond(M::TABLE, row.id(), row.version()).is_none()
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
