//! Reading the operation log: newest first, by keyset.

pub mod download;
mod facts;

use crate::app_state::App;
use crate::clock::jst;
use crate::door::{Read, Request};
use crate::entity::operation_log::Column as C;
use crate::entity::{account, operation_log, operation_log_head, operation_log_personal};
use crate::event::Action;
use crate::fault::Fault;
use crate::keys::{PROVIDER, TenantKeys};
use crate::log::open_personal;
use crate::paging::{self, Begin};
use crate::people;
use crate::profile::{Keep, Length, LogKind, Profile};
use crate::{use_case, view};
use app::error::{AppError, FieldError};
use app::operation_logs::api::{LogFilter, LogList, LogResult, LogRow, OperationLogsApi};
use app::operation_logs::messages as m;
use app::permission::Permission;
use app::text::Words;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

const PAGE: u64 = 50;
/// How an act can end, as the log has it.
const RESULTS: [&str; 3] = ["success", "failure", "denied"];

#[async_trait::async_trait]
impl OperationLogsApi for Request {
    async fn operation_logs(&self, filter: LogFilter) -> Result<LogList, AppError> {
        use_case!(self, list(self, filter))
    }
}

/// Staff read the provider's log, members their company's.
fn permission(request: &Request) -> Result<Permission, Fault> {
    let staff = request.signed_in()?.role.is_staff();
    Ok(if staff { Permission::SupportLogs } else { Permission::OperationLogsView })
}

async fn list(request: &Request, filter: LogFilter) -> Result<LogList, Fault> {
    let read = request.read(permission(request)?).await?;
    let profile = request.signed_in()?.profile;
    list_in(&request.app, &read, profile, filter).await
}

/// A page of the log that is read, kept as its profile says.
pub(crate) async fn list_in(app: &App, read: &Read, profile: &Profile, filter: LogFilter) -> Result<LogList, Fault> {
    let refused = refused(&filter);
    let fetch = |begin, n| {
        let query = narrow(read.of::<operation_log::Entity>(), &filter);
        page(read, Begin::narrow(begin, query, C::Seq), if refused.is_empty() { n } else { 0 })
    };
    let seq = |cursor: &str| cursor.parse::<i64>().map_err(|_| Fault::NotFound);
    let found = paging::page(Begin::at(&filter.place, seq)?, PAGE, fetch).await?;
    let around = found.around(|row| row.seq.to_string());
    let head = read.of::<operation_log_head::Entity>().one(read.db()).await?;
    Ok(LogList {
        rows: found.rows,
        around,
        people: choices(read, &filter.actor).await?,
        public_key: hex::encode(app.keys.public_key()),
        actions: Action::ALL.iter().map(|a| (a.code().to_owned(), a.text().into())).collect(),
        refused,
        kept: kept(profile.retention.of(LogKind::Operation)),
        head: head.filter(|h| h.seq > 0).map(|h| (h.seq.unsigned_abs(), hex::encode(&h.hash))),
    })
}

/// Accounts of the company, or the staff; whoever is chosen is among them, gone or not (MS-13).
pub(crate) async fn choices(read: &Read, chosen: &str) -> Result<Vec<(String, String)>, Fault> {
    use account::Column as A;
    let own = if read.tenant == PROVIDER { A::TenantId.is_null() } else { A::TenantId.eq(read.tenant) };
    let mut found = people::all(read, account::Entity::find().filter(own)).await?;
    found.sort_by(|a, b| (&a.name, &a.email).cmp(&(&b.name, &b.email)));
    let named = found.into_iter().map(|a| (a.id.to_string(), format!("{} ({})", a.name, a.email)));
    let mut people: Vec<(String, String)> = named.collect();
    if !chosen.is_empty() && people.iter().all(|(id, _)| id != chosen) {
        people.push((chosen.to_owned(), chosen.to_owned()));
    }
    Ok(people)
}

pub(crate) fn kept(keep: Keep) -> Option<Words> {
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

/// The newest lines, for the home page.
pub async fn newest(read: &Read, n: u64) -> Result<Vec<LogRow>, Fault> {
    page(read, read.of::<operation_log::Entity>().order_by_desc(C::Seq), n).await
}

/// The newest acts of a kind on one object.
pub async fn about(read: &Read, action: Action, (kind, id): (&str, &str), n: u64) -> Result<Vec<LogRow>, Fault> {
    let object = read.of::<operation_log::Entity>().filter(C::ObjectKind.eq(kind)).filter(C::ObjectId.eq(id));
    page(read, object.filter(C::Action.eq(action.code())).order_by_desc(C::Seq), n).await
}

pub(crate) fn narrow(mut query: Select<operation_log::Entity>, filter: &LogFilter) -> Select<operation_log::Entity> {
    if let Some(from) = day_start(&filter.from, 0) {
        query = query.filter(C::At.gte(from));
    }
    if let Some(to) = day_start(&filter.to, 1) {
        query = query.filter(C::At.lt(to));
    }
    if let Some(action) = Action::from_code(&filter.action) {
        query = query.filter(C::Action.eq(action.code()));
    }
    if RESULTS.contains(&filter.result.as_str()) {
        query = query.filter(C::Result.eq(&filter.result));
    }
    if !filter.actor.is_empty() {
        // MS-13: the account's id finds every line; what is no id was refused before.
        query = query.filter(C::ActorId.eq(filter.actor.parse::<Uuid>().unwrap_or_else(|_| Uuid::max())));
    }
    query
}

/// Values that filter nothing: without a word of it the list would look filtered and not be.
pub(crate) fn refused(filter: &LogFilter) -> Vec<FieldError> {
    let dates = [("from", &filter.from), ("to", &filter.to)];
    let bad = dates.into_iter().filter(|(_, text)| !text.is_empty() && day_start(text, 1).is_none());
    let mut refused: Vec<FieldError> = bad.map(|(field, _)| FieldError::new(field, m::BAD_DATE)).collect();
    if !filter.action.is_empty() && Action::from_code(&filter.action).is_none() {
        refused.push(FieldError::new("action", m::BAD_ACTION));
    }
    if !filter.result.is_empty() && !RESULTS.contains(&filter.result.as_str()) {
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

/// The start of a day in Japan, some days on; none for what is not a date.
fn day_start(text: &str, days_on: u64) -> Option<DateTime<Utc>> {
    let day = text.parse::<NaiveDate>().ok().filter(|day| (1..9999).contains(&day.year()))?;
    let day = day.checked_add_days(Days::new(days_on))?;
    Some(day.and_time(NaiveTime::MIN).and_local_timezone(jst()).single()?.to_utc())
}

pub(crate) async fn page(read: &Read, query: Select<operation_log::Entity>, n: u64) -> Result<Vec<LogRow>, Fault> {
    let (lines, personal) = lines(read, query, n).await?;
    let keys = read.keys().await?;
    Ok(lines.into_iter().map(|l| row(&keys, &personal, l)).collect())
}

/// Sealed personal details, by the number of their entry.
type Sealed = HashMap<i64, Vec<u8>>;

/// Entries as they are stored, with their personal details.
async fn lines(
    read: &Read,
    query: Select<operation_log::Entity>,
    n: u64,
) -> Result<(Vec<operation_log::Model>, Sealed), Fault> {
    let lines = query.limit(n).all(read.db()).await?;
    let seqs: Vec<i64> = lines.iter().map(|l| l.seq).collect();
    let personal: Sealed = read
        .of::<operation_log_personal::Entity>()
        .filter(operation_log_personal::Column::Seq.is_in(seqs))
        .all(read.db())
        .await?
        .into_iter()
        .map(|p| (p.seq, p.sealed))
        .collect();
    Ok((lines, personal))
}

fn row(keys: &TenantKeys, personal: &Sealed, line: operation_log::Model) -> LogRow {
    let sealed = personal.get(&line.seq).map(Vec::as_slice);
    let mut side = open_personal(keys, line.tenant_id, line.seq, sealed);
    let mut take = |key: &str| match side.remove(key) {
        Some(Value::String(text)) => text,
        _ => String::new(),
    };
    let (object, name, ip, agent) = (take("object"), take("actor"), take("ip"), take("user_agent"));
    if let Ok(Value::Object(detail)) = serde_json::from_str(&line.detail) {
        side.extend(detail);
    }
    let last = [("request", Value::String(line.request_id)), ("user_agent", Value::String(agent))];
    let told = side.iter().map(|(key, value)| (key.as_str(), value));
    let told = told.chain(last.iter().map(|(key, value)| (*key, value)));
    LogRow {
        seq: line.seq.unsigned_abs(),
        at: view::when_seconds(line.at),
        actor: facts::actor(&line.actor_kind, name),
        actor_id: line.actor_id.map(|id| id.to_string()).unwrap_or_default(),
        action: Action::from_code(&line.action).map_or_else(|| Words::same(&line.action), |a| a.text().into()),
        object: facts::object(&line.object_kind, line.object_id, object),
        result: match line.result.as_str() {
            "failure" => LogResult::Failure,
            "denied" => LogResult::Denied,
            _ => LogResult::Success,
        },
        ip,
        hash: hex::encode(&line.hash),
        facts: told.filter_map(|(key, value)| facts::fact(key, value)).collect(),
    }
}
