//! Hands out the numbers by which people name things: per year in Japan, one after another. A counter's row stays locked until the
//! transaction that stores the thing has ended, so no number is given twice, and one that is rolled back is given to the next
//! thing: there are no gaps. The row is a lock and no more: numbers go on behind the highest one that the logs report, whatever
//! somebody else than the program has made of the counter or of the things (S10).

use super::fault::Fault;
use super::write::Write;
use crate::base::clock::jst;
use crate::log::event::succeeded;
use crate::storage::entity::operation_log::{self, Column as L};
use crate::storage::entity::operation_log_head::{self, Column as H};
use app::kit::numbered::{IN_A_YEAR, of};
use app::record::{Act, Fact};
use chrono::{DateTime, Datelike, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Order, Query};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoSimpleExpr, QueryFilter};
use serde_json::Value;

/// The numbers of a kind of thing: its counters `K`, the things `T`, and where the logs report the numbers.
pub struct LoggedNumber<K: EntityTrait, T: EntityTrait> {
    /// The act that gives a thing its number.
    pub act: Act,
    /// The fact of its entry with the number, as people read it.
    pub fact: Fact,
    pub read: fn(&str) -> Option<i64>,
    /// The year of a counter, and its last place.
    pub year: K::Column,
    pub last: K::Column,
    /// The number of a thing.
    pub number: T::Column,
}

impl<K: EntityTrait, T: EntityTrait> LoggedNumber<K, T> {
    /// The next number. A year that has given out all of its numbers gives no more.
    pub async fn next(&self, tx: &Write, now: DateTime<Utc>) -> Result<Option<i64>, Fault> {
        let year = now.with_timezone(&jst()).year();
        self.lock(tx, year).await?;
        let number = self.first_free(tx, year, of(year, self.highest(tx, year).await? + 1)).await?;
        let place = number - of(year, 0);
        if place >= IN_A_YEAR {
            return Ok(None);
        }
        K::update_many().col_expr(self.last, Expr::value(place)).filter(self.year.eq(year)).exec(tx.db()).await?;
        Ok(Some(number))
    }

    /// Locks the counter of a year, or begins it.
    async fn lock(&self, tx: &Write, year: i32) -> Result<(), Fault> {
        let as_it_is = Expr::col((K::default(), self.last));
        let there = OnConflict::column(self.year).value(self.last, as_it_is).to_owned();
        let mut first = <K::ActiveModel as ActiveModelTrait>::default();
        first.set(self.year, year.into());
        first.set(self.last, 0_i64.into());
        K::insert(first).on_conflict(there).exec_without_returning(tx.db()).await?;
        Ok(())
    }

    /// The first number from here on that no thing has. Things from before there were numbers in the log have one that no log
    /// reports, and somebody else may have changed the number of a thing.
    async fn first_free(&self, tx: &Write, year: i32, from: i64) -> Result<i64, Fault> {
        let mut taken = Query::select();
        taken.column((T::default(), self.number)).from(T::default());
        taken.and_where(self.number.gte(from)).and_where(self.number.lt(of(year + 1, 0)));
        taken.order_by((T::default(), self.number), Order::Asc);
        let taken = tx.db().query_all(&taken).await?;
        let taken = taken.iter().filter_map(|thing| thing.try_get_by_index::<i64>(0).ok());
        Ok(taken.fold(from, |free, taken| if taken == free { free + 1 } else { free }))
    }

    /// The highest place in a year that the logs of all companies report; zero if they report no number. The newest thing in a log
    /// has the highest number there.
    async fn highest(&self, tx: &Write, year: i32) -> Result<i64, Fault> {
        let mut newest = Query::select();
        newest.column((operation_log::Entity, L::Detail)).from(operation_log::Entity);
        newest.and_where(L::TenantId.into_simple_expr().eq(H::TenantId.into_simple_expr()));
        newest.and_where(L::Seq.into_simple_expr().lte(H::Seq.into_simple_expr()));
        newest.and_where(L::Action.eq(self.act.code())).and_where(succeeded());
        newest.order_by((operation_log::Entity, L::Seq), Order::Desc).limit(1);
        let logs = Query::select().expr(Expr::from(newest)).from(operation_log_head::Entity).to_owned();
        let logs = tx.db().query_all(&logs).await?;
        let details = logs.iter().filter_map(|log| log.try_get_by_index::<Option<String>>(0).ok().flatten());
        Ok(details.filter_map(|detail| self.place(&detail, year)).max().unwrap_or(0))
    }

    /// The place that the detail of an entry names, if it is one of the year.
    fn place(&self, detail: &str, year: i32) -> Option<i64> {
        let detail: Value = serde_json::from_str(detail).ok()?;
        let number = (self.read)(detail.get(self.fact.code())?.as_str()?)?;
        (of(year, 0)..of(year + 1, 0)).contains(&number).then_some(number % IN_A_YEAR)
    }
}
