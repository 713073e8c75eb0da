//! Numbers by which people name things, as the logs report them. Whatever somebody else than the program has made of a counter or of
//! the things, numbers go on behind the highest one that was given (S10).

use super::fault::Fault;
use super::write::Write;
use crate::log::event::succeeded;
use crate::storage::entity::operation_log::{self, Column as L};
use crate::storage::entity::operation_log_head::{self, Column as H};
use app::kit::numbered::{IN_A_YEAR, of};
use app::record::{Act, Fact};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, IntoSimpleExpr};
use serde_json::Value;

/// Where the logs report the numbers of a kind of thing.
#[derive(Clone, Copy)]
pub struct LoggedNumber {
    /// The act that gives a thing its number.
    pub act: Act,
    /// The fact of its entry with the number, as people read it.
    pub fact: Fact,
    pub read: fn(&str) -> Option<i64>,
}

impl LoggedNumber {
    /// The highest place in a year that the logs of all companies report; zero if they report no number. The newest thing in a log
    /// has the highest number there.
    pub async fn highest(&self, tx: &Write, year: i32) -> Result<i64, Fault> {
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
