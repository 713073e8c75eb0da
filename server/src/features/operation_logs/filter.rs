//! The filters of the log.

use super::forged;
use crate::base::clock::jst;
use crate::storage::entity::operation_log::{self, Column as C};
use app::error::FieldError;
use app::operation_logs::api::{LogFilter, LogResult};
use app::operation_logs::messages as m;
use app::tables;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, Select};
use uuid::Uuid;

pub fn narrow(mut query: Select<operation_log::Entity>, filter: &LogFilter) -> Select<operation_log::Entity> {
    if let Some(from) = day_start(&filter.from, 0) {
        query = query.filter(C::At.gte(from));
    }
    if let Some(to) = day_start(&filter.to, 1) {
        query = query.filter(C::At.lt(to));
    }
    if let Some(action) = tables::act(&filter.action) {
        query = query.filter(C::Action.eq(action.code()));
    }
    if let Some(result) = LogResult::from_code(&filter.result) {
        query = query.filter(forged::with_result(result));
    }
    if !filter.actor.is_empty() {
        // MS-13: the account's id finds every line. An invalid id was refused before.
        query = query.filter(C::ActorId.eq(filter.actor.parse::<Uuid>().unwrap_or_else(|_| Uuid::max())));
    }
    query
}

/// Filter values that are invalid. Without a message the list would look filtered although it is not.
pub fn refused(filter: &LogFilter) -> Vec<FieldError> {
    let dates = [("from", &filter.from), ("to", &filter.to)];
    let bad = dates.into_iter().filter(|(_, text)| !text.is_empty() && day_start(text, 1).is_none());
    let mut refused: Vec<FieldError> = bad.map(|(field, _)| FieldError::new(field, m::BAD_DATE)).collect();
    if !filter.action.is_empty() && tables::act(&filter.action).is_none() {
        refused.push(FieldError::new("action", m::BAD_ACTION));
    }
    if !filter.result.is_empty() && LogResult::from_code(&filter.result).is_none() {
        refused.push(FieldError::new("result", m::BAD_RESULT));
    }
    if !filter.actor.is_empty() && filter.actor.parse::<Uuid>().is_err() {
        refused.push(FieldError::new("actor", m::BAD_ACTOR));
    }
    if let (Some(from), Some(to)) = (day_start(&filter.from, 0), day_start(&filter.to, 0))
        && to < from
    {
        refused.push(FieldError::new("to", m::TO_BEFORE_FROM));
    }
    refused
}

/// The start of a day in Japan, plus some days; `None` for an invalid date.
fn day_start(text: &str, days_on: u64) -> Option<DateTime<Utc>> {
    let day = text.parse::<NaiveDate>().ok().filter(|day| (1..9999).contains(&day.year()))?;
    let day = day.checked_add_days(Days::new(days_on))?;
    Some(day.and_time(NaiveTime::MIN).and_local_timezone(jst()).single()?.to_utc())
}
