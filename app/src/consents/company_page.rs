use super::api::{AccessRequest, Consent, ConsentList, ConsentsApi};
use super::messages as m;
use super::scope::scopes;
use super::{access_form, requests};
use crate::error::AppError;
use crate::kit::{
    Altered, AlteredNotice, Badge, Cell, Column, ErrorSummary, List, NoRows, PageHead, Panel, PostButton, PostForm,
    Tone, count, date_time, stored,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The path of the page.
pub const PATH: &str = "/consents";

/// The company's consents, and the form for another one.
pub async fn list(cx: &PageCx, backend: &(impl ConsentsApi + ?Sized)) -> Result<Page, AppError> {
    let list = backend.consents().await?;
    let log = cx.session()?.may(crate::operation_logs::api::VIEW);
    let form = cx.form.clone();
    Ok(Page::new(m::TITLE, move || view(list, log, form)))
}

fn view(list: ConsentList, log: bool, form: FormState) -> AnyView {
    let acts = (log && !list.consents.is_empty())
        .then(|| view! { <a class="btn" href="/operation-logs?action=staff.look">{t(m::SEE_LOG)}</a> }.into_any());
    let altered = list.consents.iter().any(|consent| consent.altered);
    let altered = altered.then(|| view! { <AlteredNotice can=Some(m::END)/> });
    let (requests, answered) = (requests_panel(list.requests), answered_panel(&list.answered));
    let rows = list.consents.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) nostrip:acts=acts/>
        <div class="stack">
            {requests}
            <Panel id="h-list" title=t(m::LIST)>
                {altered}
                <List name=t(m::LIST) columns=columns() rows=rows none=none/>
            </Panel>
            {answered}
            {grant(&list.hours, form)}
        </div>
    }
    .into_any()
}

/// The requests that wait for the company's answer.
fn requests_panel(waiting: Vec<AccessRequest>) -> Option<AnyView> {
    if waiting.is_empty() {
        return None;
    }
    let rows = waiting.iter().map(request_row).collect();
    let none = NoRows { title: m::REQUESTS_NONE, hint: m::REQUESTS_NONE_HINT };
    let columns = Column::all([
        (m::REASON, "tbl-who"),
        (m::ASKED_BY, "tbl-who"),
        (m::ASK_SCOPES, "tbl-minor"),
        (m::ASK_HOURS, "tbl-minor"),
        (m::ANSWER_UNTIL, "tbl-when tbl-minor"),
        (m::ACTS, "tbl-acts"),
    ]);
    Some(
        view! {
            <Panel id="h-requests" title=t(m::REQUESTS)>
                <List name=t(m::REQUESTS) columns=columns rows=rows none=none/>
            </Panel>
        }
        .into_any(),
    )
}

fn request_row(request: &AccessRequest) -> Vec<Cell> {
    let href = format!("{PATH}/requests/{}", request.id);
    vec![
        request.reason.clone().into(),
        Cell::name(&request.asked_by),
        scopes(&request.scopes).into(),
        requests::hours(request.hours).into(),
        Cell::new(date_time(&request.until)),
        Cell::new(view! { <a class="btn btn--small" href=href>{t(m::ANSWER)}</a> }),
    ]
}

/// What was answered, or has ended without an answer.
fn answered_panel(answered: &[AccessRequest]) -> Option<AnyView> {
    if answered.is_empty() {
        return None;
    }
    let columns = Column::all([
        (m::REASON, "tbl-who"),
        (m::ASKED_BY, "tbl-who tbl-minor"),
        (m::ASK_SCOPES, "tbl-minor"),
        (m::ASK_HOURS, "tbl-minor"),
        (m::ASKED_AT, "tbl-when tbl-minor"),
        (m::STATE, ""),
        (m::ANSWERED, ""),
    ]);
    let rows = answered.iter().map(answered_row).collect();
    let none = NoRows { title: m::REQUESTS_NONE, hint: m::REQUESTS_NONE_HINT };
    Some(
        view! {
            <Panel id="h-answered" title=t(m::ANSWERED_LIST)>
                <List name=t(m::ANSWERED_LIST) columns=columns rows=rows none=none/>
            </Panel>
        }
        .into_any(),
    )
}

fn answered_row(request: &AccessRequest) -> Vec<Cell> {
    let href = format!("{PATH}/requests/{}", request.id);
    vec![
        Cell::new(view! { <a href=href>{request.reason.clone()}</a> }),
        Cell::name(&request.asked_by),
        scopes(&request.scopes).into(),
        requests::hours(request.hours).into(),
        Cell::new(date_time(&request.asked)),
        Cell::new(requests::state(request.state)),
        Cell::new(requests::answer(request)),
    ]
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::REASON, "tbl-who"),
        (m::SCOPES, "tbl-minor"),
        (m::STATE, ""),
        (m::UNTIL, "tbl-when"),
        (m::BY, "tbl-who tbl-minor"),
        (m::LOOKS, "tbl-num tbl-minor"),
        (m::ACTS, "tbl-acts"),
    ])
}

fn row(consent: Consent) -> Vec<Cell> {
    let end = (consent.in_force || consent.altered).then(|| revoke(consent.id.clone()));
    let (end, reason) = (Cell::new(end), reason(&consent));
    if consent.altered {
        let altered = Cell::new(view! { <Altered/> });
        return uncertain_row(reason, altered, Cell::new(()), end);
    }
    if consent.was_altered {
        let (ended, revoked) = (consent.ended.as_ref().map(date_time), state(&consent));
        return uncertain_row(reason, Cell::new(revoked), Cell::new(ended), end);
    }
    vec![
        reason,
        scopes(&consent.scopes).into(),
        Cell::new(state(&consent)),
        Cell::new(date_time(consent.ended.as_ref().unwrap_or(&consent.until))),
        Cell::name(&consent.granted_by),
        count(consent.looks).into(),
        end,
    ]
}

fn revoke(id: String) -> AnyView {
    view! { <PostButton action="/consents/end" id=id class="btn btn--small">{t(m::END)}</PostButton> }.into_any()
}

/// Why it was given, as a link to its page.
fn reason(consent: &Consent) -> Cell {
    let href = format!("{PATH}/{}", consent.id);
    Cell::new(view! { <a href=href>{stored(consent.reason.clone())}</a> })
}

/// A consent that is forged, or was until it was revoked: what it says beside its reason is nobody's word.
fn uncertain_row(reason: Cell, state: Cell, at: Cell, end: Cell) -> Vec<Cell> {
    let nothing = || Cell::new(());
    vec![reason, nothing(), state, at, nothing(), nothing(), end]
}

/// The state of a consent that was forged when it was revoked: nothing is left to do.
fn was_altered(by: &str) -> AnyView {
    let by = tw(&m::REVOKED_BY.with(&[("name", &by)]));
    view! { <Badge tone=Tone::Plain text=t(m::WAS_ALTERED)/><p class="note">{by}</p> }.into_any()
}

/// The state of a consent that is not forged now.
pub fn state(consent: &Consent) -> AnyView {
    if consent.was_altered {
        return was_altered(&consent.ended_by);
    }
    let (tone, text) = match (consent.in_force, &consent.ended) {
        (true, _) => (Tone::Warn, m::IN_FORCE),
        (false, Some(_)) => (Tone::Plain, m::REVOKED),
        (false, None) => (Tone::Plain, m::OVER),
    };
    view! { <Badge tone=tone text=t(text)/> }.into_any()
}

fn grant(hours: &[u32], form: FormState) -> AnyView {
    let fields = access_form::fields(&access_form::GRANTED, hours, &form);
    view! {
        <Panel id="h-grant" title=t(m::GRANT)>
            <ErrorSummary form=form/>
            <PostForm action=PATH>
                {fields}
                <button class="btn btn--primary u-mt" type="submit">{t(m::GRANT_SUBMIT)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}
