//! Reads a table block by block, so that it is never in memory as a whole.

use super::place;
use super::rows::Row;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::ops::ControlFlow;

const BLOCK: u64 = 1000;

/// Passes each row of a query to `take`, in the order of the columns that identify it, until `take` breaks. Whatever somebody
/// else has stored in these columns, it passes over no row.
pub async fn each<E: EntityTrait, B>(
    db: &impl ConnectionTrait,
    select: &Select<E>,
    key: &[E::Column],
    mut take: impl FnMut(Row<E>) -> ControlFlow<B>,
) -> Result<Option<B>, DbErr> {
    let ordered = key.iter().fold(select.clone(), |select, column| select.order_by_asc(*column)).limit(BLOCK);
    let mut block = ordered.clone();
    loop {
        let found = db.query_all(block.as_query()).await?;
        for row in &found {
            if let ControlFlow::Break(enough) = take(Row::of(row)) {
                return Ok(Some(enough));
            }
        }
        let Some(end) = found.last() else { return Ok(None) };
        block = ordered.clone().filter(place::behind(end, key)?);
    }
}

/// Passes every row of a query to `take`, in the order of the columns that identify it.
pub async fn every<E: EntityTrait>(
    db: &impl ConnectionTrait,
    select: &Select<E>,
    key: &[E::Column],
    mut take: impl FnMut(Row<E>),
) -> Result<(), DbErr> {
    let pass = |row| {
        take(row);
        ControlFlow::<()>::Continue(())
    };
    each(db, select, key, pass).await.map(drop)
}
