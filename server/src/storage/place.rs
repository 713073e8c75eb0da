//! The place of a row in the order of its key, to read on from. SQLite keeps values of any type in any column, and sorts them by
//! type first. A value is compared as what it is; as another type it would stand elsewhere, and the rows between would be
//! passed over (S10).

use sea_orm::sea_query::{Expr, ExprTrait, Value};
use sea_orm::{ColumnTrait, DbErr, QueryResult};
use sqlx::sqlite::SqliteRow;
use sqlx::{ColumnIndex, Row, TypeInfo, ValueRef};
use uuid::Uuid;

/// True if SQLite keeps text in a column.
pub fn is_text(found: &QueryResult, column: impl ColumnIndex<SqliteRow>) -> bool {
    let value = found.try_as_sqlite_row().and_then(|row| row.try_get_raw(column).ok());
    value.is_some_and(|value| !value.is_null() && value.type_info().name() == "TEXT")
}

/// The value of a column as it is stored.
pub enum Stored {
    Typed(Value),
    /// Text that is not UTF-8. It cannot be sent as text.
    Text(Vec<u8>),
}

impl Stored {
    /// The value of a column, whatever its type; `front` is the prefix of the columns.
    pub fn of(found: &QueryResult, front: &str, column: impl ColumnTrait) -> Option<Stored> {
        let name = column.as_str();
        if is_text(found, format!("{front}{name}").as_str()) {
            let text = found.try_get::<String>(front, name).map(|text| Stored::Typed(text.into()));
            return text.or_else(|_| found.try_get(front, name).map(Stored::Text)).ok();
        }
        let text = found.try_get::<String>(front, name).map(Value::from);
        let uuid = || found.try_get::<Uuid>(front, name).map(Value::from);
        let number = || found.try_get::<i64>(front, name).map(Value::from);
        let real = || found.try_get::<f64>(front, name).map(Value::from);
        let bytes = || found.try_get::<Vec<u8>>(front, name).map(Value::from);
        let typed = text.or_else(|_| uuid()).or_else(|_| number()).or_else(|_| real()).or_else(|_| bytes());
        typed.map(Stored::Typed).ok()
    }

    /// The value in a query. The sign takes the type from the cast, so that the column is not converted to text.
    fn sent(self) -> Expr {
        match self {
            Stored::Typed(value) => Expr::val(value),
            Stored::Text(bytes) => Expr::cust_with_values("+CAST(? AS TEXT)", [bytes]),
        }
    }
}

/// The rows behind a row, in the order of columns that identify it.
pub fn behind<C: ColumnTrait>(found: &QueryResult, key: &[C]) -> Result<Expr, DbErr> {
    let mut values = Vec::with_capacity(key.len());
    for column in key {
        let value = Stored::of(found, "", *column);
        values.push(value.ok_or_else(|| DbErr::Type("a key without a value".into()))?.sent());
    }
    let mut columns: Vec<Expr> = key.iter().map(|column| Expr::col(column.as_column_ref())).collect();
    // A database finds the place of a single column also behind other conditions.
    match (columns.pop(), values.pop()) {
        (Some(column), Some(value)) if columns.is_empty() => Ok(column.gt(value)),
        (column, value) => {
            columns.extend(column);
            values.extend(value);
            Ok(Expr::tuple(columns).gt(Expr::tuple(values)))
        }
    }
}
