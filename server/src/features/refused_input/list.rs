//! The counts of some days, for the company's administrators.

use super::labels::named;
use super::window::{KEPT, Window};
use crate::base::clock::jst;
use crate::base::when::calendar_day;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::storage::entity::refused_input::{Column as C, Entity, Model};
use app::error::AppError;
use app::kit::ListCursor;
use app::refused_input::api::{At, OfDay, OfPlace, RefusedInput, ShownDays};
use app::security::api::VIEW;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub async fn list(request: &Request, place: &ListCursor) -> Result<RefusedInput, Fault> {
    let read = request.read(VIEW).await?;
    let window = window(request, place)?;
    let (first, last) = (window.first.to_string(), window.last.to_string());
    let rows = read.of::<Entity>().filter(C::Day.gte(first)).filter(C::Day.lte(last));
    let rows = rows.order_by_desc(C::Day).order_by_asc(C::Page).order_by_asc(C::Field);
    let rows = read.all(rows).await?;
    Ok(RefusedInput {
        days: ShownDays { first: calendar_day(window.first), last: calendar_day(window.last) },
        totals: totals(&rows),
        each: rows.into_iter().filter_map(of_day).collect(),
        around: window.around(),
        kept: KEPT,
    })
}

/// The days that an address asks for.
pub fn window(request: &Request, place: &ListCursor) -> Result<Window, AppError> {
    let today = request.app.clock.now().with_timezone(&jst()).date_naive();
    Window::at(place, today).ok_or(AppError::BadRequest("cursor"))
}

/// The sums by page and field.
fn totals(rows: &[Model]) -> Vec<OfPlace> {
    let mut sums: BTreeMap<At, u64> = BTreeMap::new();
    for row in rows {
        let at = At { path: row.page.clone(), field: row.field.clone() };
        let sum = sums.entry(at).or_default();
        *sum = sum.saturating_add(row.number.unsigned_abs());
    }
    let mut totals: Vec<_> = sums.into_iter().map(|(at, number)| OfPlace { place: named(at), number }).collect();
    totals.sort_by_key(|total| Reverse(total.number));
    totals
}

/// The counts of one row. A row whose day is no day was not written by the program.
fn of_day(row: Model) -> Option<OfDay> {
    let day = calendar_day(row.day.parse().ok()?);
    Some(OfDay { day, place: named(At { path: row.page, field: row.field }), number: row.number.unsigned_abs() })
}
