//! Where support staff ask a company for access (MS-18), from the company's page or from a case.

use super::api::{AccessRequest, Asking, ConsentsApi};
use super::messages as m;
use super::scope::scopes;
use super::{access_form, requests};
use crate::error::AppError;
use crate::kit::{
    Cell, Column, Confirm, ErrorSummary, List, NoRows, Notice, PageHead, Panel, PostForm, Tone, date_time,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The page of a company.
pub async fn of_company(cx: &PageCx, backend: &(impl ConsentsApi + ?Sized)) -> Result<Page, AppError> {
    Ok(page(cx, backend.asked_of_company(cx.param("id")?).await?))
}

/// The page of a case.
pub async fn of_case(cx: &PageCx, backend: &(impl ConsentsApi + ?Sized)) -> Result<Page, AppError> {
    Ok(page(cx, backend.asked_for_case(cx.param("id")?).await?))
}

/// A panel for the page of a case: leads to the form, for staff who may ask (`ASK`).
pub fn panel_of_case(may: bool, case: &str) -> Option<AnyView> {
    let href = format!("/support/cases/{case}/access");
    may.then(|| {
        view! {
            <Panel id="h-access" title=t(m::REQUESTS)>
                <p>{t(m::ASK_SUB)}</p>
                <p class="btn-row u-mt"><a class="btn" href=href>{t(m::ASK)}</a></p>
            </Panel>
        }
        .into_any()
    })
}

fn page(cx: &PageCx, asking: Asking) -> Page {
    let (form, company) = (cx.form.clone(), asking.company.clone());
    Page::new(m::ASK, move || view(asking, form)).viewing(company)
}

fn view(asking: Asking, form: FormState) -> AnyView {
    let crumbs = vec![(format!("/support/tenants/{}", asking.tenant), tw(&asking.company))];
    let ask = if asking.waiting {
        view! { <Notice tone=Tone::Info><p>{t(m::ASK_WAITING)}</p></Notice> }.into_any()
    } else {
        ask(&asking, &form)
    };
    let own = asking.requests.iter().find(|request| request.own && asking.waiting).map(withdraw);
    let rows = asking.requests.iter().map(row).collect();
    let none = NoRows { title: m::REQUESTS_NONE, hint: m::REQUESTS_NONE_HINT };
    view! {
        <PageHead title=t(m::ASK) sub=t(m::ASK_SUB) crumbs=crumbs/>
        <ErrorSummary form=form/>
        <div class="stack">
            {ask}
            {own}
            <Panel id="h-requests" title=t(m::REQUESTS)>
                <List name=t(m::REQUESTS) columns=columns() rows=rows none=none/>
            </Panel>
        </div>
    }
    .into_any()
}

fn ask(asking: &Asking, form: &FormState) -> AnyView {
    let (action, id) = match &asking.case {
        Some(case) => ("/support/cases/access", case.clone()),
        None => ("/support/tenants/access", asking.tenant.clone()),
    };
    let case = asking.case.is_some().then(|| view! { <p class="note">{t(m::ASK_CASE)}</p> });
    let fields = access_form::fields(&access_form::ASKED, &asking.hours, form);
    view! {
        <Panel id="h-ask" title=t(m::ASK)>
            {case}
            <PostForm action=action label=t(m::ASK)>
                <input type="hidden" name="id" value=id/>
                {fields}
                <button class="btn btn--primary u-mt" type="submit">{t(m::ASK_SUBMIT)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}

fn withdraw(request: &AccessRequest) -> AnyView {
    let id = request.id.clone();
    view! {
        <div class="btn-row">
            <Confirm id="withdraw" opener=t(m::WITHDRAW) title=t(m::WITHDRAW) verb=t(m::WITHDRAW) action="/support/access-requests/withdraw" of=id class="btn">
                <p>{t(m::WITHDRAW_ASK)}</p>
            </Confirm>
        </div>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::REASON, "tbl-who"),
        (m::ASK_SCOPES, ""),
        (m::ASK_HOURS, ""),
        (m::ASKED_BY, ""),
        (m::ASKED_AT, "tbl-when"),
        (m::STATE, ""),
        (m::ANSWERED, ""),
    ])
}

fn row(request: &AccessRequest) -> Vec<Cell> {
    vec![
        request.reason.clone().into(),
        scopes(&request.scopes).into(),
        requests::hours(request.hours).into(),
        Cell::name(&request.asked_by),
        Cell::new(date_time(&request.asked)),
        Cell::new(requests::state(request.state)),
        Cell::new(requests::answer(request)),
    ]
}
