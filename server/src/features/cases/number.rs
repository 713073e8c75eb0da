//! Hands out the numbers of cases: per year in Japan, one after another. The counter's row stays locked until the transaction
//! that opens the case has ended, so no number is given twice, and one that is rolled back is given to the next case: there are
//! no gaps. The row is a lock and no more: numbers go on behind the highest one that the logs report, whatever somebody else
//! than the program has made of the counter or of the cases (S10).

use crate::base::clock::jst;
use crate::door::fault::Fault;
use crate::door::{LoggedNumber, Write};
use crate::storage::entity::case_counter::{self, Column as K};
use crate::storage::entity::support_case::{self, Column as C};
use app::cases::acts;
use app::cases::number::{IN_A_YEAR, of, read};
use chrono::{DateTime, Datelike, Utc};
use sea_orm::sea_query::{Expr, OnConflict, Order, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

const LOGGED: LoggedNumber = LoggedNumber { act: acts::OPEN, fact: acts::NUMBER, read };

/// The next number. A year that has given out all of its numbers gives none.
pub async fn next(tx: &Write, now: DateTime<Utc>) -> Result<Option<i64>, Fault> {
    let year = now.with_timezone(&jst()).year();
    lock(tx, year).await?;
    let number = first_free(tx, year, of(year, LOGGED.highest(tx, year).await? + 1)).await?;
    let place = number - of(year, 0);
    if place >= IN_A_YEAR {
        return Ok(None);
    }
    let last = case_counter::Entity::update_many().col_expr(K::Last, Expr::value(place));
    last.filter(K::Year.eq(year)).exec(tx.db()).await?;
    Ok(Some(number))
}

/// Locks the counter of a year, or begins it.
async fn lock(tx: &Write, year: i32) -> Result<(), Fault> {
    let as_it_is = Expr::col((case_counter::Entity, K::Last));
    let there = OnConflict::column(K::Year).value(K::Last, as_it_is).to_owned();
    let first = case_counter::ActiveModel { year: Set(year), last: Set(0) };
    case_counter::Entity::insert(first).on_conflict(there).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The first number from here on that no case has. Cases from before there were numbers have one that no log reports, and
/// somebody else may have changed the number of a case.
async fn first_free(tx: &Write, year: i32, from: i64) -> Result<i64, Fault> {
    let mut taken = Query::select();
    taken.column((support_case::Entity, C::Number)).from(support_case::Entity);
    taken.and_where(C::Number.gte(from)).and_where(C::Number.lt(of(year + 1, 0)));
    taken.order_by((support_case::Entity, C::Number), Order::Asc);
    let taken = tx.db().query_all(&taken).await?;
    let taken = taken.iter().filter_map(|case| case.try_get_by_index::<i64>(0).ok());
    Ok(taken.fold(from, |free, taken| if taken == free { free + 1 } else { free }))
}
