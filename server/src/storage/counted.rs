//! Adds to stored numbers. A person who can write to the database may store the largest number that a column holds. One more
//! would be an error on PostgreSQL and a value of another type on SQLite, so the number stays where it is instead (S10).

use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};

/// One more than the number of an INTEGER column, unless it is the largest one.
pub fn one_more(number: impl Into<SimpleExpr>) -> SimpleExpr {
    let number = number.into();
    Expr::case(number.clone().lt(i32::MAX), number.add(1)).finally(i32::MAX).into()
}

/// The number of a BIGINT column and some more, or the largest one. What is added must not be negative.
pub fn more(number: impl Into<SimpleExpr>, by: impl Into<SimpleExpr>) -> SimpleExpr {
    let (number, by) = (number.into(), by.into());
    let room = Expr::val(i64::MAX).sub(by.clone());
    Expr::case(number.clone().lt(room), number.add(by)).finally(i64::MAX).into()
}

/// A stored number, but at least `least` and at most `most`.
pub fn between(number: impl Into<SimpleExpr>, least: i32, most: i32) -> SimpleExpr {
    let number = number.into();
    Expr::case(number.clone().lt(least), least).case(number.clone().gt(most), most).finally(number).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::sea_query::{Query, SqliteQueryBuilder};
    use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

    /// The value of an expression.
    async fn value(of: SimpleExpr) -> i64 {
        let mut db = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let sql = Query::select().expr(of).to_string(SqliteQueryBuilder);
        sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut db).await.unwrap().get(0)
    }

    #[tokio::test]
    async fn a_number_grows_up_to_the_largest_one() {
        let largest = i64::from(i32::MAX);
        for (number, then) in [(0, 1), (-5, -4), (i32::MAX - 1, largest), (i32::MAX, largest), (i32::MIN, -largest)] {
            assert_eq!(value(one_more(Expr::val(number))).await, then, "{number}");
        }
        for (number, by, then) in
            [(1, 2, 3), (i64::MAX - 2, 2, i64::MAX), (i64::MAX, 1, i64::MAX), (i64::MAX, 0, i64::MAX)]
        {
            assert_eq!(value(more(Expr::val(number), Expr::val(by))).await, then, "{number}");
        }
        for (number, then) in [(-1, 0), (0, 0), (7, 7), (10, 10), (11, 10)] {
            assert_eq!(value(between(Expr::val(number), 0, 10)).await, then, "{number}");
        }
    }
}
