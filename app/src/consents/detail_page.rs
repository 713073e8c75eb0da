use super::acts::SCOPES;
use super::api::{ConsentDetail, ConsentsApi, VIEWS_SHOWN};
use super::messages as m;
use super::scope::scopes;
use super::{company_page, requests};
use crate::error::AppError;
use crate::kit::{
    Altered, AlteredNotice, Cell, Column, List, NoRows, PageHead, Panel, PostButton, count, date_time, stored,
};
use crate::operation_logs::api::LogRow;
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// One consent: what it allows and why, and every view under it, from the company's log.
pub async fn detail(cx: &PageCx, backend: &(impl ConsentsApi + ?Sized)) -> Result<Page, AppError> {
    let found = backend.consent(cx.param("id")?).await?;
    let log = cx.session()?.may(crate::operation_logs::api::VIEW);
    Ok(Page::new(m::DETAIL, move || view(found, log)))
}

fn view(found: ConsentDetail, log: bool) -> AnyView {
    let consent = &found.consent;
    let crumbs = vec![(company_page::PATH.to_owned(), t(m::TITLE).to_owned())];
    let altered = consent.altered.then(|| view! { <AlteredNotice can=Some(m::END)/> });
    let end = (consent.in_force || consent.altered).then(|| {
        view! { <PostButton action="/consents/end" id=consent.id.clone() class="btn">{t(m::END)}</PostButton> }
            .into_any()
    });
    let state = if consent.altered { view! { <Altered/> }.into_any() } else { company_page::state(consent) };
    let facts = facts(&found);
    let log = (log && !found.views.is_empty())
        .then(|| view! { <p class="note"><a href="/operation-logs?action=staff.look">{t(m::SEE_LOG)}</a></p> });
    let newest = (found.views.len() as u64 >= VIEWS_SHOWN).then(|| {
        let words = tw(&m::VIEWS_NEWEST.with(&[("n", &VIEWS_SHOWN)]));
        view! { <p class="note">{words}</p> }
    });
    let none = NoRows { title: m::VIEWS_NONE, hint: m::VIEWS_NONE_HINT };
    let rows = found.views.into_iter().map(row).collect();
    view! {
        <PageHead title=t(m::DETAIL) crumbs=crumbs meta=state nostrip:acts=end/>
        <div class="stack">
            {altered}
            {facts}
            <Panel id="h-views" title=t(m::VIEWS)>
                <div class="short"><List name=t(m::VIEWS) columns=columns() rows=rows none=none/></div>
                {newest}
                {log}
            </Panel>
        </div>
    }
    .into_any()
}

/// What the consent says. One that is forged, or was when it was revoked, says nothing certain but its reason.
fn facts(found: &ConsentDetail) -> AnyView {
    let consent = &found.consent;
    let certain = (!consent.altered && !consent.was_altered).then(|| {
        let ended = consent.ended.as_ref().map(|at| view! { <dt>{t(m::ENDED_AT)}</dt><dd>{date_time(at)}</dd> });
        view! {
            <dt>{t(m::SCOPES)}</dt><dd>{scopes(&consent.scopes)}</dd>
            <dt>{t(m::BY)}</dt><dd class="name">{consent.granted_by.clone()}</dd>
            <dt>{t(m::GRANTED)}</dt><dd>{date_time(&consent.granted)}</dd>
            <dt>{t(m::UNTIL)}</dt><dd>{date_time(&consent.until)}</dd>
            {ended}
        }
    });
    let looks = tw(&m::VIEWS_TIMES.with(&[("n", &count(consent.looks))]));
    // What was asked for is sealed apart from the consent, and stays certain.
    let asked = found.request.as_ref().map(|request| {
        let facts = requests::facts(request, |_| "/cases".to_owned());
        view! { <Panel id="h-request" title=t(m::REQUEST)>{facts}</Panel> }
    });
    view! {
        <div class="panel">
            <dl class="kv">
                <dt>{t(m::REASON)}</dt><dd>{stored(consent.reason.clone())}</dd>
                {certain}
                <dt>{t(m::LOOKS)}</dt><dd class="num">{looks}</dd>
            </dl>
        </div>
        {asked}
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::VIEWS_AT, "tbl-when short-when"),
        (m::VIEWS_WHO, "tbl-who short-title"),
        (m::VIEWS_SCREEN, ""),
        (m::VIEWS_WHAT, ""),
    ])
}

fn row(entry: LogRow) -> Vec<Cell> {
    let scope = entry.facts.iter().find(|fact| fact.key == SCOPES.code());
    let scope = scope.map(|fact| tw(&fact.value)).unwrap_or_default();
    vec![Cell::new(date_time(&entry.at)), Cell::name(&tw(&entry.actor)), scope.into(), tw(&entry.object).into()]
}
