//! Reads each row of a result by itself, so that a forged value of another type makes only its own row unreadable.

use super::place::{Stored, is_text};
use crate::base::printable_forged;
use sea_orm::sea_query::{Expr, ExprTrait, Func, Value};
use sea_orm::{
    ColumnTrait, ColumnType, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, FromQueryResult, Iterable,
    PrimaryKeyToColumn, QueryResult, QuerySelect, QueryTrait, Select,
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
    if found.try_as_sqlite_row().is_some() && E::Column::iter().any(|column| is_foreign(found, front, column)) {
        return Err(DbErr::Type("a value in another form than the program writes".into()));
    }
    caught(|| E::Model::from_query_result(found, front))
}

/// The result of a decoder, or an error if it panics.
pub fn caught<T>(read: impl FnOnce() -> Result<T, DbErr>) -> Result<T, DbErr> {
    let read = catch_unwind(AssertUnwindSafe(read));
    read.unwrap_or_else(|_| Err(DbErr::Type("a time that nothing can hold".into())))
}

/// True if SQLite keeps a value in another form than the program writes. The driver would read it all the same, and a signature
/// says nothing about the form (S10). An id, or other bytes, as text are found by no query. Times are compared as texts, so the
/// same moment in another time zone would be over at another time than the one that is signed.
fn is_foreign<C: ColumnTrait>(found: &QueryResult, front: &str, column: C) -> bool {
    use ColumnType::{Binary, Blob, TimestampWithTimeZone, Uuid, VarBinary};
    let name = format!("{front}{}", column.as_str());
    match column.def().get_column_type() {
        Uuid | Blob | Binary(_) | VarBinary(_) => is_text(found, name.as_str()),
        TimestampWithTimeZone => {
            let text = found.try_get_by::<Option<String>, _>(name.as_str());
            !text.is_ok_and(|text| text.is_none_or(|text| is_own_time(&text)))
        }
        _ => false,
    }
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

/// The key of such a row as text. In a key of several columns, the last one identifies the row within its company. Keys of the
/// program have 64 characters at most.
pub fn key<E: EntityTrait>(found: &QueryResult, front: &str) -> String {
    let column = E::PrimaryKey::iter().next_back().map(PrimaryKeyToColumn::into_column);
    let key = match column.and_then(|column| Stored::of(found, front, column)) {
        Some(Stored::Typed(value)) => value_text(&value),
        Some(Stored::Text(bytes)) => format!("x'{}'", hex::encode(bytes)),
        None => "without a key".to_owned(),
    };
    printable_forged(&key)
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
