//! Cases for the pages of staff and of the company's administrators.

use super::case::{self, REASON, is_cooled, state_of};
use super::{ask, barred, promise};
use crate::base::address;
use crate::base::when::when;
use crate::base::{nameless, printable};
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::people::{self, Belonging, guard};
use crate::door::{Read, Request, company, guarded, read_id, second_step, staff_views};
use crate::features::contacts;
use crate::identity::passkeys;
use crate::outbox;
use crate::storage::entity::support_case::{self, Column as C};
use app::cases::api::{AlteredEnd, CONSENT, CaseDetail, CaseEvent, CaseList, CaseRow, FoundAccount, HANDLE};
use app::cases::evidence;
use app::cases::messages as m;
use app::cases::states::CaseState;
use app::kit::ListCursor;
use app::kit::messages::{ALTERED, UNREADABLE};
use app::permission::Role;
use app::text::{Text, Words};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

const PAGE: u64 = 50;
/// How many characters are shown of a code that somebody else may have written.
const SHOWN: usize = 60;
/// The number of cases shown for one company; the log has all of them.
const OF_COMPANY: u64 = 50;

/// Finds an account by its complete address, so that staff cannot browse accounts.
pub async fn account_of(request: &Request, email: &str) -> Result<Option<FoundAccount>, Fault> {
    let read = request.read(HANDLE).await?;
    let found = people::at_address(&request.app.keys, &address::folded(email));
    // A forged company does not count as a suspended account here.
    let found = people::belonging(&read, found).await?;
    let Some(Belonging { person: account, company: Some(company), shut_out, .. }) = found else { return Ok(None) };
    staff_views::log_view(request, company.id).await?;
    let open = read.across::<support_case::Entity>()?.filter(C::AccountId.eq(account.id)).filter(C::ClosedAt.is_null());
    let open_case = read.one(open).await?.there()?.map(|case| case.id.to_string());
    let asked = ask::of_address(&read, &account.email, request.app.clock.now()).await?;
    let altered = !guard::is_genuine(request.app.keys.rows(), &account);
    let barred = if altered {
        Some(m::BARRED_ALTERED)
    } else if shut_out {
        Some(m::BARRED_COMPANY)
    } else {
        (!account.is_active()).then_some(m::BARRED)
    };
    Ok(Some(FoundAccount {
        id: account.id.to_string(),
        company: company::name(&company, !shut_out),
        company_id: company.id.to_string(),
        role: Role::from_code(&account.role).map_or(ALTERED, Role::text).into(),
        altered,
        company_altered: shut_out,
        barred,
        suspended: !account.is_active(),
        lock: account.lock().map(|(lock, at)| (lock, when(at))),
        second_factor: second_step::state(&request.app, read.db(), &account).await?,
        last_sign_in: account.last_sign_in_at.map(when),
        name: account.name,
        email: account.email,
        open_case,
        asked,
    }))
}

/// The queue of open cases, soonest due first.
pub async fn open(request: &Request, cursor: &ListCursor) -> Result<CaseList, Fault> {
    let read = request.read(HANDLE).await?;
    let open = read.across::<support_case::Entity>()?.filter(C::ClosedAt.is_null());
    let fetch = |begin: PageStart<_>, n| {
        let (read, query) = (&read, begin.narrow_soonest(open.clone(), C::DueAt, C::Id));
        async move { read.first(query, n).await }
    };
    let found = paging::page(PageStart::at(cursor, PageStart::read_soonest)?, PAGE, fetch).await?;
    let around = found.around(|case: &support_case::Model| PageStart::soonest_cursor(case.due_at, case.id));
    Ok(CaseList { rows: rows(request, &read, &found.rows).await?, around })
}

/// All cases, newest first.
pub async fn all(request: &Request, cursor: &ListCursor) -> Result<CaseList, Fault> {
    let read = request.read(HANDLE).await?;
    let every = read.across::<support_case::Entity>()?;
    let fetch = |begin, n| {
        let (read, query) = (&read, PageStart::narrow(begin, every.clone(), C::Id));
        async move { read.first(query, n).await }
    };
    let found = paging::page(PageStart::at(cursor, read_id)?, PAGE, fetch).await?;
    let around = found.around(|case: &support_case::Model| case.id.to_string());
    Ok(CaseList { rows: rows(request, &read, &found.rows).await?, around })
}

async fn rows(request: &Request, read: &Read, cases: &[support_case::Model]) -> Result<Vec<CaseRow>, Fault> {
    staff_views::log_views(request, cases.iter().map(|case| case.tenant_id)).await?;
    let mut rows = Vec::with_capacity(cases.len());
    for case in cases {
        rows.push(row(read, &mut case.clone(), request.app.clock.now()).await?);
    }
    Ok(rows)
}

async fn row(read: &Read, case: &mut support_case::Model, now: DateTime<Utc>) -> Result<CaseRow, Fault> {
    let altered = !guarded::take(read, case).await?;
    let end = if altered { None } else { altered_end(read, case).await? };
    let is_certain = !altered && end.is_none();
    // A person or a company whose row is gone or unreadable is shown by the id, so that the case can still be ended. Whom a
    // case is about that is forged, or was when it ended, is nobody's word.
    let person = if is_certain { people::find(read, case.account_id).await? } else { None };
    let company = barred::company(read, case).await?;
    let state = if altered { case::readable(case) } else { state_of(case)? };
    let goes_on = state.is_open() && !altered;
    let barred = if goes_on { barred::why(read, person.as_ref(), company.as_ref()).await? } else { None };
    let unknown = || (if is_certain { nameless(case.account_id) } else { String::new() }, String::new());
    let (name, email) = person.map_or_else(unknown, |p| (p.name.clone(), p.email.clone()));
    let profile = read.app().profile_of(company.as_ref());
    let company = match company {
        Some(company) => company::shown_name(read, &company).await?,
        None => Words::same(case.tenant_id.to_string()),
    };
    Ok(CaseRow {
        id: case.id.to_string(),
        company,
        name,
        email,
        altered,
        ended_altered: end,
        barred,
        removes_second_factor: case.removes_second_factor,
        state,
        asked: when(case.asked_at),
        waited: promise::waited(profile, case.asked_at, case.closed_at.unwrap_or(now)),
        due: when(case.due_at),
        late: !altered && state.is_open() && case.due_at < now,
    })
}

/// Who has ended a genuine case after it was forged, and when.
async fn altered_end(read: &Read, case: &support_case::Model) -> Result<Option<AlteredEnd>, Fault> {
    let (Some(by), Some(at)) = (case.ended_altered_by, case.closed_at) else { return Ok(None) };
    let by = people::find(read, by).await?.map(|person| person.name);
    Ok(Some(AlteredEnd { by: by.unwrap_or_default(), at: when(at) }))
}

pub async fn detail(request: &Request, id: &str) -> Result<CaseDetail, Fault> {
    let provider = request.read(HANDLE).await?;
    let found = provider.across::<support_case::Entity>()?.filter(C::Id.eq(read_id(id)?));
    let found = provider.one(found).await?.shown()?;
    let read = request.read_as_staff(HANDLE, found.tenant_id).await?;
    staff_views::log_view(request, found.tenant_id).await?;
    let me = request.signed_in()?.account.id;
    let own = me == found.opened_by || Some(me) == found.checked_by;
    let undelivered = outbox::undelivered(&read, [found.id]).await?.remove(&found.id);
    let (id, now) = (found.id, request.app.clock.now());
    let case = whole(&read, found, own, now).await?;
    let mut asked = ask::of_case(&provider, id, now).await?;
    if case.row.state.is_open() && !case.row.altered {
        asked.extend(ask::of_address(&provider, &case.row.email, now).await?);
    }
    Ok(CaseDetail { contacts: contacts::for_staff(&read).await?, undelivered, asked, ..case })
}

/// The company's view of its own cases.
pub async fn of_company(request: &Request) -> Result<Vec<CaseDetail>, Fault> {
    let read = request.read(CONSENT).await?;
    let me = request.signed_in()?.account.id;
    let found = read.all(read.of::<support_case::Entity>().order_by_desc(C::Id).limit(OF_COMPANY)).await?;
    let mut cases = Vec::with_capacity(found.len());
    for case in found {
        let own = case.account_id == me;
        cases.push(whole(&read, case, own, request.app.clock.now()).await?);
    }
    Ok(cases)
}

async fn whole(read: &Read, mut case: support_case::Model, own: bool, now: DateTime<Utc>) -> Result<CaseDetail, Fault> {
    let row = row(read, &mut case, now).await?;
    let keys = read.keys().await?;
    let reason = case.sealed_reason.as_ref().map(|sealed| {
        let text = read.opened(REASON.open(&keys, &case, sealed));
        text.map_or_else(|| UNREADABLE.into(), Words::same)
    });
    let events = match &row.ended_altered {
        Some(end) => vec![CaseEvent { what: m::STEP_ENDED_ALTERED.into(), at: end.at.clone(), who: end.by.clone() }],
        None => events(read, &case).await?,
    };
    Ok(CaseDetail {
        row,
        evidence: case
            .evidence
            .as_deref()
            .map(|code| evidence::text(code).map_or_else(|| Words::same(printable(code, SHOWN)), Words::from)),
        reason,
        events,
        contacts: Vec::new(),
        asked: Vec::new(),
        passkeys: passkeys::number_of(read, case.account_id).await?,
        undelivered: None,
        cooling_until: case.cooling_until.map(when),
        cooled: is_cooled(&case, now),
        own,
        outcome: case.outcome.as_deref().map(|code| outcome(code).into()),
    })
}

fn outcome(code: &str) -> Text {
    match code {
        "done" => m::OUTCOME_DONE,
        "refused" => m::OUTCOME_REFUSED,
        _ => m::OUTCOME_CANCELLED,
    }
}

async fn events(read: &Read, case: &support_case::Model) -> Result<Vec<CaseEvent>, Fault> {
    let closed = if case.is(CaseState::Done) { m::STEP_DONE } else { m::STEP_CLOSED };
    let asked = (case.asked_at < case.opened_at).then_some(case.asked_at);
    let steps = [
        (m::STEP_ASKED, asked, None),
        (m::STEP_OPENED, Some(case.opened_at), Some(case.opened_by)),
        (m::STEP_CHECKED, case.checked_at, case.checked_by),
        (m::STEP_CONSENTED, case.consented_at, case.consented_by),
        (m::STEP_APPROVED, case.approved_at, case.approved_by),
        (closed, case.closed_at, None),
    ];
    let people = people::named(read, steps.iter().filter_map(|(_, _, who)| *who)).await?;
    let name = |id: Option<Uuid>| people.iter().find(|p| Some(p.id) == id).map(|p| p.name.clone()).unwrap_or_default();
    let happened = steps.into_iter().filter_map(|(what, at, who)| at.map(|at| (what, at, who)));
    Ok(happened.map(|(what, at, who)| CaseEvent { what: what.into(), at: when(at), who: name(who) }).collect())
}
