//! Reads each row of a result by itself, so that a forged value of another type makes only its own row unreadable.

use super::place::{Stored, is_text};
use crate::base::printable;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Value};
use sea_orm::{
    ColumnTrait, ColumnType, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, FromQueryResult, IdenStatic,
    Iterable, PrimaryKeyToColumn, QueryResult, QuerySelect, QueryTrait, Select,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

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
    if is_text_for_bytes::<E>(found, front) {
        return Err(DbErr::Type("a text in the place of bytes".into()));
    }
    if has_foreign_time::<E>(found, front) {
        return Err(DbErr::Type("a time that the program has not written".into()));
    }
    caught(|| E::Model::from_query_result(found, front))
}

/// The result of a decoder, or an error if it panics.
pub fn caught<T>(read: impl FnOnce() -> Result<T, DbErr>) -> Result<T, DbErr> {
    let read = catch_unwind(AssertUnwindSafe(read));
    read.unwrap_or_else(|_| Err(DbErr::Type("a time that nothing can hold".into())))
}

/// True if an id, or other bytes, are stored as text. The driver of SQLite would read them all the same, but no query finds
/// them, and a signature says nothing about their type.
fn is_text_for_bytes<E: EntityTrait>(found: &QueryResult, front: &str) -> bool {
    let holds_bytes = |column: &E::Column| {
        use ColumnType::{Binary, Blob, Uuid, VarBinary};
        matches!(column.def().get_column_type(), Uuid | Blob | Binary(_) | VarBinary(_))
    };
    let odd = |column: E::Column| is_text(found, format!("{front}{}", column.as_str()).as_str());
    found.try_as_sqlite_row().is_some() && E::Column::iter().filter(holds_bytes).any(odd)
}

/// True if a time is not stored as the program writes it. SQLite compares times as texts, so the same moment in another time
/// zone would be over at another time than the one that is signed (S10).
fn has_foreign_time<E: EntityTrait>(found: &QueryResult, front: &str) -> bool {
    let holds_time = |column: &E::Column| matches!(column.def().get_column_type(), ColumnType::TimestampWithTimeZone);
    let foreign = |column: E::Column| {
        let text = found.try_get::<Option<String>>(front, column.as_str());
        !text.is_ok_and(|text| text.is_none_or(|text| is_own_time(&text)))
    };
    found.try_as_sqlite_row().is_some() && E::Column::iter().filter(holds_time).any(foreign)
}

/// The form of a stored time: `2026-11-30T09:00:00+00:00`, perhaps with parts of a second.
fn is_own_time(text: &str) -> bool {
    text.len() >= "2026-11-30T09:00:00+00:00".len() && text.find('T') == Some(10) && text.ends_with("+00:00")
}

/// Keeps to rows that have an id in a column. SQLite keeps other values as well, and sorts longer ones behind all ids.
pub fn has_id(db: DbBackend, column: impl ColumnTrait) -> Option<Expr> {
    let of = |what: &'static str| Expr::from(Func::cust(what).arg(Expr::col(column.as_column_ref())));
    (db == DbBackend::Sqlite).then(|| of("typeof").eq("blob").and(of("length").eq(16)))
}

/// Keeps to rows that have ids in all of some columns, so that others take none of the few places of a query.
pub fn has_ids<C: ColumnTrait>(db: &impl ConnectionTrait, columns: impl IntoIterator<Item = C>) -> Condition {
    let backend = db.get_database_backend();
    let ids = columns.into_iter().filter_map(|column| has_id(backend, column));
    ids.fold(Condition::all(), Condition::add)
}

/// True if a query finds a row.
pub async fn is_any<E: EntityTrait>(db: &impl ConnectionTrait, query: Select<E>) -> Result<bool, DbErr> {
    Ok(db.query_one(query.limit(1).as_query()).await?.is_some())
}

/// The longest key that is told. Those of the program have 64 characters at most.
const LONGEST_KEY: usize = 100;

/// The key of such a row as text. In a key of several columns, the last one identifies the row within its company.
pub fn key<E: EntityTrait>(found: &QueryResult, front: &str) -> String {
    let column = E::PrimaryKey::iter().next_back().map(PrimaryKeyToColumn::into_column);
    let key = match column.and_then(|column| Stored::of(found, front, column)) {
        Some(Stored::Typed(value)) => value_text(&value),
        Some(Stored::Text(bytes)) => format!("x'{}'", hex::encode(bytes)),
        None => "without a key".to_owned(),
    };
    printable(&key, LONGEST_KEY)
}

fn value_text(key: &Value) -> String {
    match key {
        Value::Uuid(Some(id)) => id.to_string(),
        Value::String(Some(text)) => format!("'{}'", text.escape_debug()),
        Value::BigInt(Some(n)) => n.to_string(),
        Value::Double(Some(n)) => n.to_string(),
        Value::Bytes(Some(bytes)) => hex::encode(bytes.as_slice()),
        _ => "without a key".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_one_form() {
        for own in ["2026-11-30T23:09:06+00:00", "2026-11-30T23:09:06.965094+00:00"] {
            assert!(is_own_time(own), "{own}");
        }
        for foreign in [
            "2026-12-01T23:08:06.965094+23:59",
            "2026-11-30T23:09:06-00:00",
            "2026-11-30 23:09:06+00:00",
            "2026-11-30T23:09:06Z",
            "+12026-11-30T23:09:06+00:00",
            "1790000000",
            "",
        ] {
            assert!(!is_own_time(foreign), "{foreign}");
        }
    }
}
