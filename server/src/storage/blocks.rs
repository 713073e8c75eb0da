//! A table read block by block, so that it is never in memory as a whole. Whoever can write to the database may have put
//! something of another type into a row: such a row is told as one, and reading goes on behind it.

use sea_orm::sea_query::Value;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IdenStatic, QueryFilter, QueryOrder,
    QueryResult, QuerySelect, QueryTrait, Select,
};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use uuid::Uuid;

const BLOCK: u64 = 1000;

/// A row, if it is as its table has them, and what its key says.
pub struct Row<E: EntityTrait> {
    pub key: String,
    pub model: Result<E::Model, DbErr>,
}

/// Hands every row of a query over, in the order of a key, until one of them is enough.
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
        let rows = db.query_all(block.as_query()).await?;
        for row in &rows {
            let row = Row { key: told(value(row, key.as_str()).as_ref()), model: whole::<E>(row) };
            if let ControlFlow::Break(enough) = take(row) {
                return Ok(Some(enough));
            }
        }
        match rows.last().and_then(|row| value(row, key.as_str())) {
            Some(end) => last = Some(end),
            None => return Ok(None),
        }
    }
}

/// The row as its table has them. The driver of PostgreSQL panics where a time is infinite.
fn whole<E: EntityTrait>(row: &QueryResult) -> Result<E::Model, DbErr> {
    let read = catch_unwind(AssertUnwindSafe(|| E::Model::from_query_result(row, "")));
    read.unwrap_or_else(|_| Err(DbErr::Type("a value that nothing can hold".into())))
}

/// What a column holds, whatever its type is.
fn value(row: &QueryResult, column: &str) -> Option<Value> {
    let uuid = row.try_get::<Uuid>("", column).map(Value::from);
    let bytes = || row.try_get::<Vec<u8>>("", column).map(Value::from);
    let text = || row.try_get::<String>("", column).map(Value::from);
    let number = || row.try_get::<i64>("", column).map(Value::from);
    let real = || row.try_get::<f64>("", column).map(Value::from);
    uuid.or_else(|_| text()).or_else(|_| number()).or_else(|_| real()).or_else(|_| bytes()).ok()
}

fn told(key: Option<&Value>) -> String {
    match key {
        Some(Value::Uuid(Some(id))) => id.to_string(),
        Some(Value::String(Some(text))) => text.escape_debug().to_string(),
        Some(Value::BigInt(Some(n))) => n.to_string(),
        Some(Value::Double(Some(n))) => n.to_string(),
        Some(Value::Bytes(Some(bytes))) => hex::encode(bytes.as_slice()),
        _ => "without a key".to_owned(),
    }
}
