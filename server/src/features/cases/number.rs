//! Hands out the numbers of cases: per year in Japan, one after another. The counter's row stays locked until the transaction
//! that opens the case has ended, so no number is given twice, and one that is rolled back is given to the next case: there are
//! no gaps. A counter that somebody has put back goes on behind the highest number there is.

use crate::base::clock::jst;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::storage::counted;
use crate::storage::entity::case_counter::{self, Column as K};
use crate::storage::entity::support_case::{self, Column as C};
use app::cases::number::{IN_A_YEAR, of};
use chrono::{DateTime, Datelike, Utc};
use sea_orm::sea_query::{Expr, Func, OnConflict, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

/// The next number. A year that has given out all of its numbers gives none.
pub async fn next(tx: &Write, now: DateTime<Utc>) -> Result<Option<i64>, Fault> {
    let year = now.with_timezone(&jst()).year();
    let one_more = counted::more(Expr::col((case_counter::Entity, K::Last)), Expr::val(1_i64));
    let count = OnConflict::column(K::Year).value(K::Last, one_more).to_owned();
    let first = case_counter::ActiveModel { year: Set(year), last: Set(1) };
    case_counter::Entity::insert(first).on_conflict(count).exec_without_returning(tx.db()).await?;
    let last = tx.one(case_counter::Entity::find_by_id(year)).await?.shown()?.last;
    let place = last.max(highest(tx, year).await? + 1);
    if place >= IN_A_YEAR {
        return Ok(None);
    }
    if place > last {
        let behind = case_counter::Entity::update_many().col_expr(K::Last, Expr::value(place));
        behind.filter(K::Year.eq(year)).exec(tx.db()).await?;
    }
    Ok(Some(of(year, place)))
}

/// The highest place of a case in a year; zero if there is no case.
async fn highest(tx: &Write, year: i32) -> Result<i64, Fault> {
    let mut query = Query::select();
    query.expr(Func::max(Expr::col(C::Number))).from(support_case::Entity);
    query.and_where(C::Number.gte(of(year, 0))).and_where(C::Number.lt(of(year + 1, 0)));
    let found = tx.db().query_one(&query).await?;
    let highest: Option<i64> = found.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
    Ok(highest.map_or(0, |number| number % IN_A_YEAR))
}
