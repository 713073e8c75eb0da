//! One page of the log.

use super::filter::{narrow, refused};
use super::rows::page;
use crate::base::with_address;
use crate::door::fault::Fault;
use crate::door::paging::{self, Cut, PageStart};
use crate::door::people;
use crate::door::{Read, Request};
use crate::profile::{Keep, Length, LogKind, Profile};
use crate::state::AppState;
use crate::storage::entity::operation_log::Column as C;
use crate::storage::entity::{operation_log, operation_log_head};
use app::error::{AppError, FieldError};
use app::operation_logs::api::{LogFilter, LogList, LogRow, VIEW};
use app::operation_logs::messages as m;
use app::permission::Permission;
use app::tables;
use app::text::Words;

const PAGE: u64 = 50;

/// Staff read the provider's log, members their company's.
pub fn permission(request: &Request) -> Result<Permission, Fault> {
    let staff = request.signed_in()?.role.is_staff();
    Ok(if staff { app::support::api::LOGS } else { VIEW })
}

pub async fn list(request: &Request, filter: LogFilter) -> Result<LogList, Fault> {
    let read = request.read(permission(request)?).await?;
    let profile = request.signed_in()?.profile;
    list_in(&request.app, &read, profile, filter).await
}

/// A page of the log in `read`, with the retention period of its profile.
pub async fn list_in(app: &AppState, read: &Read, profile: &Profile, filter: LogFilter) -> Result<LogList, Fault> {
    let refused = refused(&filter);
    let found = filtered(read, &filter, &refused).await?;
    let around = found.around(|row| row.seq.to_string());
    let head = read.one(read.of::<operation_log_head::Entity>()).await?.there()?;
    Ok(LogList {
        rows: found.rows,
        around,
        people: choices(read, &filter.actor).await?,
        public_key: hex::encode(app.keys.public_key()),
        actions: tables::acts().map(|a| (a.code().to_owned(), a.text().into())).collect(),
        refused,
        kept: kept(profile.retention.of(LogKind::Operation)),
        head: head.filter(|h| h.seq > 0).map(|h| (h.seq.unsigned_abs(), hex::encode(&h.hash))),
    })
}

/// A page of the entries that a filter selects. A filter with refused fields selects none.
pub async fn filtered(read: &Read, filter: &LogFilter, refused: &[FieldError]) -> Result<Cut<LogRow>, Fault> {
    let fetch = |begin, n| {
        let query = narrow(read.of::<operation_log::Entity>(), filter);
        page(read, PageStart::narrow(begin, query, C::Seq), if refused.is_empty() { n } else { 0 })
    };
    let seq = |cursor: &str| cursor.parse::<i64>().map_err(|_| Fault::App(AppError::NotFound));
    paging::page(PageStart::at(&filter.cursor, seq)?, PAGE, fetch).await
}

/// Accounts of the company, or the staff. Always includes the chosen person, even one who has left (MS-13).
pub async fn choices(read: &Read, chosen: &str) -> Result<Vec<(String, String)>, Fault> {
    let mut found = people::all(read, people::of(read.tenant())).await?;
    found.sort_by(|a, b| (&a.name, &a.email).cmp(&(&b.name, &b.email)));
    let named = found.into_iter().map(|a| (a.id.to_string(), with_address(&a.name, &a.email)));
    let mut people: Vec<(String, String)> = named.collect();
    if !chosen.is_empty() && people.iter().all(|(id, _)| id != chosen) {
        people.push((chosen.to_owned(), chosen.to_owned()));
    }
    Ok(people)
}

pub fn kept(keep: Keep) -> Option<Words> {
    let Keep::For(length) = keep else { return None };
    let (text, n) = match length {
        Length::Minutes(n) => (m::MINUTES, n),
        Length::Hours(n) => (m::HOURS, n),
        Length::Days(n) => (m::DAYS, n),
        Length::Months(n) => (m::MONTHS, n),
        Length::Years(n) => (m::YEARS, n),
    };
    Some(text.with(&[("n", &n)]))
}
