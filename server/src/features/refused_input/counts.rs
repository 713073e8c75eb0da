//! The counts in the database.

use super::window::KEPT;
use crate::base::clock::jst;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::state::refused::{RefusedCounts, What};
use crate::storage::counted;
use crate::storage::entity::refused_input::{ActiveModel, Column as C, Entity};
use chrono::{Days, NaiveDate};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

/// Rows in one statement.
const AT_ONCE: usize = 500;

/// Adds counts to those of the same day, page and field.
pub async fn store(tx: &Write, counts: &RefusedCounts) -> Result<(), Fault> {
    let row = |(what, number): (&What, &i64)| ActiveModel {
        tenant_id: Set(what.tenant),
        day: Set(what.day.to_string()),
        page: Set(what.page.to_owned()),
        field: Set(what.field.to_owned()),
        number: Set(*number),
    };
    let rows: Vec<_> = counts.iter().map(row).collect();
    for some in rows.chunks(AT_ONCE) {
        let more = counted::more(Expr::col((Entity, C::Number)), Expr::col(("excluded", C::Number)));
        let add = OnConflict::columns([C::TenantId, C::Day, C::Page, C::Field]).value(C::Number, more).to_owned();
        Entity::insert_many(some.to_vec()).on_conflict(add).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// Deletes the counts of all companies that have been kept long enough.
pub async fn forget(tx: &Write) -> Result<(), Fault> {
    let today: NaiveDate = tx.app().clock.now().with_timezone(&jst()).date_naive();
    let Some(first) = today.checked_sub_days(Days::new(u64::from(KEPT) - 1)) else { return Ok(()) };
    Entity::delete_many().filter(C::Day.lt(first.to_string())).exec(tx.db()).await?;
    Ok(())
}
