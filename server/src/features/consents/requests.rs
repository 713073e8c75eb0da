//! Requests for access, for the pages of the company and of staff.

use super::ask;
use super::consent::hours;
use super::request::{ASKED, AskedAccess, Ends, WHY, case_numbers};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Read, Request, company, consent, read_id, staff_views};
use crate::log::RequestEnd;
use crate::profile;
use crate::storage::entity::consent_request::{self, Column as C, Model};
use app::consents::api::{ASK, AccessRequest, Asking, GRANT, RequestToAnswer, ServedCase};
use app::consents::states::RequestState;
use app::error::AppError;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The number of requests that staff see of a company; its log has all of them.
const SHOWN: u64 = 50;

/// Those that were answered or have ended, the newest first.
pub async fn answered(read: &Read) -> Result<Vec<AccessRequest>, Fault> {
    let newest = read.of::<consent_request::Entity>().order_by_desc(C::Id).limit(SHOWN);
    let mut shown = view(read, read.all(newest).await?, None).await?;
    shown.retain(|request| request.state != RequestState::Waiting);
    Ok(shown)
}

/// Those that wait for the company's answer.
pub async fn waiting(read: &Read) -> Result<Vec<AccessRequest>, Fault> {
    let open = read.of::<consent_request::Entity>().filter(C::ClosedAt.is_null()).order_by_desc(C::Id);
    let mut shown = view(read, read.all(open).await?, None).await?;
    shown.retain(|request| request.state == RequestState::Waiting);
    Ok(shown)
}

/// One request for the page on which the company answers it.
pub async fn to_answer(request: &Request, id: &str) -> Result<RequestToAnswer, Fault> {
    let read = request.read(GRANT).await?;
    let row = find(&read, read_id(id)?).await?;
    let most = request.signed_in()?.profile.staff_access.consent_max_hours;
    let shown = view(&read, vec![row], None).await?.pop().ok_or(AppError::Unreadable)?;
    Ok(RequestToAnswer { hours: hours(most.min(shown.hours)), request: shown })
}

async fn find(read: &Read, id: Uuid) -> Result<Model, Fault> {
    Ok(read.one(read.of::<consent_request::Entity>().filter(C::Id.eq(id))).await?.there()?.ok_or(AppError::NotFound)?)
}

/// The reason of a request of the company.
pub async fn reason(read: &Read, id: Uuid) -> Result<String, Fault> {
    let row = find(read, id).await?;
    let asked = read.opened(ASKED.open(&*read.keys().await?, &row, &row.sealed));
    Ok(asked.map_or_else(|| id.to_string(), |asked| asked.reason))
}

/// The request that a consent answers, if it answers one. The two have the same id.
pub async fn behind(read: &Read, consent: Uuid) -> Result<Option<AccessRequest>, Fault> {
    let found = read.one(read.of::<consent_request::Entity>().filter(C::Id.eq(consent))).await?.there()?;
    Ok(view(read, found.into_iter().collect(), None).await?.pop())
}

fn served(case: Uuid, numbers: &HashMap<Uuid, String>) -> ServedCase {
    ServedCase { id: case.to_string(), number: numbers.get(&case).cloned().unwrap_or_default() }
}

/// A request that serves a case.
pub struct AskedForCase {
    pub case: Uuid,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// The newest requests that serve cases of the company.
pub async fn for_cases(read: &Read) -> Result<Vec<AskedForCase>, Fault> {
    let newest = read.of::<consent_request::Entity>().order_by_desc(C::Id).limit(SHOWN);
    let (rows, keys) = (read.all(newest).await?, read.keys().await?);
    let opened = rows.iter().filter_map(|row| read.opened(ASKED.open(&keys, row, &row.sealed)));
    Ok(opened.filter_map(|asked| Some(AskedForCase { case: asked.case?, by: asked.by, at: asked.at })).collect())
}

/// What staff have asked of a company.
pub async fn of_company(request: &Request, tenant: &str) -> Result<Asking, Fault> {
    asking(request, read_id(tenant)?, None).await
}

/// What staff have asked of the company of a case.
pub async fn for_case(request: &Request, case: &str) -> Result<Asking, Fault> {
    let case = ask::case(request, case).await?;
    asking(request, case.tenant_id, Some(case.id)).await
}

async fn asking(request: &Request, tenant: Uuid, case: Option<Uuid>) -> Result<Asking, Fault> {
    let read = request.read_as_staff(ASK, tenant).await?;
    let company = company::find(&read, tenant).await?;
    let most = profile::built_in(&company.profile).ok_or(AppError::Altered)?.staff_access.consent_max_hours;
    let newest = read.of::<consent_request::Entity>().order_by_desc(C::Id).limit(SHOWN);
    let requests = view(&read, read.all(newest).await?, Some(request.signed_in()?.account.id)).await?;
    // They name the administrators who have answered, so the view is logged.
    if requests.iter().any(|one| [RequestState::Allowed, RequestState::Declined].contains(&one.state)) {
        staff_views::log_view(request, tenant).await?;
    }
    Ok(Asking {
        tenant: tenant.to_string(),
        company: company::shown_name(&read, &company).await?,
        case: case.map(|case| case.to_string()),
        waiting: requests.iter().any(|one| one.own && one.state == RequestState::Waiting),
        hours: hours(most),
        requests,
    })
}

/// Requests as pages show them. One that nobody can open says nothing, and is left out.
async fn view(read: &Read, rows: Vec<Model>, me: Option<Uuid>) -> Result<Vec<AccessRequest>, Fault> {
    let keys = read.keys().await?;
    let open = |row: Model| Some((read.opened(ASKED.open(&keys, &row, &row.sealed))?, row));
    let opened: Vec<(AskedAccess, Model)> = rows.into_iter().filter_map(open).collect();
    let cases: HashSet<Uuid> = opened.iter().filter_map(|(asked, _)| asked.case).collect();
    let numbers = case_numbers(read, read.tenant(), cases.clone()).await?;
    let (ends, now) = (Ends::read(read, read.tenant(), cases).await?, read.app().clock.now());
    let by = |row: &Model| ends.of(row.id).and_then(|end| end.by);
    let named = opened.iter().flat_map(|(asked, row)| [Some(asked.by), by(row)]).flatten();
    let people = people::named(read, named.collect::<Vec<_>>()).await?;
    let name = |id: Uuid| people.iter().find(|p| p.id == id).map(|p| p.name.clone()).unwrap_or_default();
    let why = |row: &Model, end: Option<RequestEnd>| {
        let sealed = row.sealed_why.as_ref().filter(|_| end.is_some_and(|end| end.state == RequestState::Declined))?;
        read.opened(WHY.open(&keys, row, sealed))
    };
    let one = |(asked, row): (AskedAccess, Model)| AccessRequest {
        id: row.id.to_string(),
        case: asked.case.map(|case| served(case, &numbers)),
        scopes: consent::scopes(&asked.scopes),
        hours: asked.hours,
        asked: when(asked.at),
        asked_by: name(asked.by),
        until: when(asked.until),
        state: ends.state(&row, &asked, now),
        answered: ends.of(row.id).map(|end| when(end.at)),
        answered_by: by(&row).map(name).unwrap_or_default(),
        why: why(&row, ends.of(row.id)),
        own: me == Some(asked.by),
        reason: asked.reason,
    };
    Ok(opened.into_iter().map(one).collect())
}
