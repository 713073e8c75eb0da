//! Reads a table block by block, so that it is never in memory as a whole.

use super::rows::{self, Row};
use sea_orm::sea_query::Value;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use std::ops::ControlFlow;

const BLOCK: u64 = 1000;

/// Passes each row of a query to `take`, in the order of a key, until `take` breaks.
pub async fn each<E: EntityTrait, B>(
    db: &impl ConnectionTrait,
    select: &Select<E>,
    key: E::Column,
    mut take: impl FnMut(Row<E>) -> ControlFlow<B>,
) -> Result<Option<B>, DbErr> {
    let mut last: Option<Value> = None;
    loop {
        let mut block = select.clone().order_by_asc(key).limit(BLOCK);
        if let Some(last) = last.take() {
            block = block.filter(key.gt(last));
        }
        let found = db.query_all(block.as_query()).await?;
        for row in &found {
            if let ControlFlow::Break(enough) = take(Row::of(row)) {
                return Ok(Some(enough));
            }
        }
        match found.last().and_then(|row| rows::value(row, "", key)) {
            Some(end) => last = Some(end),
            None => return Ok(None),
        }
    }
}

/// Passes every row of a query to `take`, in the order of a key.
pub async fn every<E: EntityTrait>(
    db: &impl ConnectionTrait,
    select: &Select<E>,
    key: E::Column,
    mut take: impl FnMut(Row<E>),
) -> Result<(), DbErr> {
    let pass = |row| {
        take(row);
        ControlFlow::<()>::Continue(())
    };
    each(db, select, key, pass).await.map(drop)
}
