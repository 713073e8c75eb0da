//! Reads each row of a result by itself, so that a forged value of another type makes only its own row unreadable.

use sea_orm::sea_query::Value;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, FromQueryResult, Iterable, PrimaryKeyToColumn, QueryResult};
use std::panic::{AssertUnwindSafe, catch_unwind};
use uuid::Uuid;

/// A row with its key as text, for passes over whole tables. The model is an error if a value is not of its column's type.
pub struct Row<E: EntityTrait> {
    pub key: String,
    pub model: Result<E::Model, DbErr>,
}

impl<E: EntityTrait> Row<E> {
    pub fn of(found: &QueryResult) -> Row<E> {
        Row { key: key::<E>(found, ""), model: model::<E>(found, "") }
    }
}

/// Decodes one of the rows that a query has joined; `front` is the prefix of its columns. Catches panics: the driver of
/// PostgreSQL panics on an infinite time.
pub fn model<E: EntityTrait>(found: &QueryResult, front: &str) -> Result<E::Model, DbErr> {
    let read = catch_unwind(AssertUnwindSafe(|| E::Model::from_query_result(found, front)));
    read.unwrap_or_else(|_| Err(DbErr::Type("a time that nothing can hold".into())))
}

/// The key of such a row as text. In a key of several columns, the last one identifies the row within its company.
pub fn key<E: EntityTrait>(found: &QueryResult, front: &str) -> String {
    let column = E::PrimaryKey::iter().next_back().map(PrimaryKeyToColumn::into_column);
    key_text(column.and_then(|column| value(found, front, column)).as_ref())
}

/// The value of a column, whatever its type. SQLite hands out a text of 16 bytes as an id as well, but sorts the two apart, so
/// text is tried first.
pub fn value(found: &QueryResult, front: &str, column: impl ColumnTrait) -> Option<Value> {
    let column = column.as_str();
    let text = found.try_get::<String>(front, column).map(Value::from);
    let uuid = || found.try_get::<Uuid>(front, column).map(Value::from);
    let number = || found.try_get::<i64>(front, column).map(Value::from);
    let real = || found.try_get::<f64>(front, column).map(Value::from);
    let bytes = || found.try_get::<Vec<u8>>(front, column).map(Value::from);
    text.or_else(|_| uuid()).or_else(|_| number()).or_else(|_| real()).or_else(|_| bytes()).ok()
}

fn key_text(key: Option<&Value>) -> String {
    match key {
        Some(Value::Uuid(Some(id))) => id.to_string(),
        Some(Value::String(Some(text))) => text.escape_debug().to_string(),
        Some(Value::BigInt(Some(n))) => n.to_string(),
        Some(Value::Double(Some(n))) => n.to_string(),
        Some(Value::Bytes(Some(bytes))) => hex::encode(bytes.as_slice()),
        _ => "without a key".to_owned(),
    }
}
