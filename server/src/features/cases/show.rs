//! One case, for the pages of staff and of the company's administrators.

use super::case::{self, REASON, is_cooled, state_of};
use super::notes::{self, WrittenNote};
use super::{ask, barred, promise};
use crate::base::when::when;
use crate::base::{nameless, printable};
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Read, Request, company, guarded, read_id, staff_views};
use crate::features::consents::{self, AskedForCase};
use crate::features::contacts;
use crate::identity::passkeys;
use crate::outbox;
use crate::storage::entity::support_case::{self, Column as C};
use app::cases::api::{AlteredEnd, Assignee, CONSENT, CaseDetail, CaseEvent, CaseRow, HANDLE};
use app::cases::evidence;
use app::cases::messages as m;
use app::cases::number::shown;
use app::cases::states::CaseState;
use app::kit::messages::UNREADABLE;
use app::text::{Text, Words};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// How many characters are shown of a code that somebody else may have written.
const SHOWN: usize = 60;
/// The number of cases shown for one company; the log has all of them.
const OF_COMPANY: u64 = 50;

/// A case as lists and pages show it. `me` is the viewer.
pub async fn row(read: &Read, case: &mut support_case::Model, me: Uuid, now: DateTime<Utc>) -> Result<CaseRow, Fault> {
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
    let open = goes_on.then_some(case.due_at);
    Ok(CaseRow {
        id: case.id.to_string(),
        number: case.number.filter(|_| is_certain).map(shown).unwrap_or_default(),
        account: if is_certain { case.account_id.to_string() } else { String::new() },
        assignee: if is_certain { assignee(read, case, me).await? } else { None },
        left: open.filter(|due| *due > now).map(|due| promise::left(profile, now, due)),
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
        late: goes_on && case.due_at < now,
    })
}

/// The member of staff who works on a case. The column is not signed, so it may give the id of anybody else.
async fn assignee(read: &Read, case: &support_case::Model, me: Uuid) -> Result<Option<Assignee>, Fault> {
    let Some(id) = case.assigned_to else { return Ok(None) };
    let name = people::member_of_staff(read, id).await?.map_or_else(|| nameless(id), |person| person.name);
    Ok(Some(Assignee { id: id.to_string(), name, own: id == me }))
}

/// Who has ended a genuine case after it was forged, and when.
async fn altered_end(read: &Read, case: &support_case::Model) -> Result<Option<AlteredEnd>, Fault> {
    let (Some(by), Some(at)) = (case.ended_altered_by, case.closed_at) else { return Ok(None) };
    let by = people::named_in(read, case.tenant_id, [by]).await?.pop().map(|person| person.name);
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
    let asked = consents::for_cases(&read).await?;
    let case = whole(&read, found, Seen { me, own, now, staff: true, asked: &asked }).await?;
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
    let (asked, now) = (consents::for_cases(&read).await?, request.app.clock.now());
    let mut cases = Vec::with_capacity(found.len());
    for case in found {
        let own = case.account_id == me;
        let mut case = whole(&read, case, Seen { me, own, now, staff: false, asked: &asked }).await?;
        // Who of the desk works on it is the desk's own matter.
        case.row.assignee = None;
        cases.push(case);
    }
    Ok(cases)
}

/// Who looks at a case, and when.
struct Seen<'a> {
    me: Uuid,
    /// The viewer is staff. The company does not see who works on a case, and what the notes say.
    staff: bool,
    /// The requests for access that serve cases of the company.
    asked: &'a [AskedForCase],
    /// The viewer took a step that a second person must confirm.
    own: bool,
    now: DateTime<Utc>,
}

async fn whole(read: &Read, mut case: support_case::Model, seen: Seen<'_>) -> Result<CaseDetail, Fault> {
    let Seen { me, own, now, staff, .. } = seen;
    let row = row(read, &mut case, me, now).await?;
    let keys = read.keys().await?;
    let reason = case.sealed_reason.as_ref().map(|sealed| {
        let text = read.opened(REASON.open(&keys, &case, sealed));
        text.map_or_else(|| UNREADABLE.into(), Words::same)
    });
    let notes = notes::of_case(read, case.id).await?;
    let events = match &row.ended_altered {
        Some(end) => vec![CaseEvent { what: m::STEP_ENDED_ALTERED.into(), at: end.at.clone(), who: end.by.clone() }],
        None if row.altered => events(read, &case, vec![]).await?,
        None => events(read, &case, work(&case, &notes, &seen)).await?,
    };
    Ok(CaseDetail {
        row,
        evidence: case
            .evidence
            .as_deref()
            .map(|code| evidence::text(code).map_or_else(|| Words::same(printable(code, SHOWN)), Words::from)),
        reason,
        checked: case.checked_at.map(when),
        events,
        contacts: Vec::new(),
        asked: Vec::new(),
        notes: if staff { notes::shown(read, notes).await? } else { Vec::new() },
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

/// What happened to a case: what, when, by whom.
struct Happened {
    what: Text,
    at: DateTime<Utc>,
    by: Option<Uuid>,
}

/// What staff did beside the steps: who has it now, their notes, and the requests for access. The company does not see the
/// first.
fn work(case: &support_case::Model, notes: &[WrittenNote], seen: &Seen<'_>) -> Vec<Happened> {
    let assigned = case.assigned_at.filter(|_| seen.staff);
    let assigned = assigned.map(|at| Happened { what: m::STEP_ASSIGNED, at, by: case.assigned_to });
    let notes = notes.iter().map(|note| Happened { what: m::STEP_NOTED, at: note.at, by: note.by });
    let asked = seen.asked.iter().filter(|asked| asked.case == case.id);
    let asked = asked.map(|asked| Happened { what: m::STEP_ACCESS, at: asked.at, by: Some(asked.by) });
    assigned.into_iter().chain(notes).chain(asked).collect()
}

/// The steps of a case together with other work on it, oldest first.
async fn events(read: &Read, case: &support_case::Model, work: Vec<Happened>) -> Result<Vec<CaseEvent>, Fault> {
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
    let steps = steps.into_iter().filter_map(|(what, at, by)| Some(Happened { what, at: at?, by }));
    let mut all: Vec<Happened> = steps.chain(work).collect();
    // Stable: steps of one time stay in their order.
    all.sort_by_key(|event| event.at);
    let people = people::named_in(read, case.tenant_id, all.iter().filter_map(|event| event.by)).await?;
    let name = |id: Option<Uuid>| people.iter().find(|p| Some(p.id) == id).map(|p| p.name.clone()).unwrap_or_default();
    let shown = |event: Happened| CaseEvent { what: event.what.into(), at: when(event.at), who: name(event.by) };
    Ok(all.into_iter().map(shown).collect())
}
