use super::api::{Approved, StaffApi, StaffRequest};
use super::list_page::{asker, state};
use super::messages as m;
use super::states::StaffState;
use crate::error::AppError;
use crate::kit::{
    AlteredNotice, ErrorSummary, Field, FieldKind, Notice, PageHead, PostButton, PostForm, Tone, address, date_time,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::t;
use leptos::prelude::*;

/// A requested member of staff: the person, the reason, and the decision.
pub async fn request(cx: &PageCx, backend: &(impl StaffApi + ?Sized)) -> Result<Page, AppError> {
    let request = backend.staff_request(cx.param("id")?).await?;
    let form = cx.form.clone();
    Ok(Page::new(m::REQUEST, move || view(request, form)))
}

fn view(request: StaffRequest, form: FormState) -> AnyView {
    let crumbs = vec![("/support/staff".to_owned(), t(m::TITLE).to_owned())];
    let next = match request.state {
        StaffState::Joined | StaffState::Rejected if request.altered => view! { <AlteredNotice can=None/> }.into_any(),
        _ if request.altered => decide(&request, form.clone()),
        StaffState::Waiting => decide(&request, form.clone()),
        StaffState::Approved => joining(&request, form.clone()),
        StaffState::Joined | StaffState::Rejected => ().into_any(),
    };
    view! {
        <PageHead title=t(m::REQUEST) crumbs=crumbs/>
        <ErrorSummary form=form/>
        <div class="stack">{facts(&request)}{next}</div>
    }
    .into_any()
}

fn facts(request: &StaffRequest) -> AnyView {
    let approved = request.approved.clone().map(approved);
    let until = request.until.as_ref().map(|at| view! { <dt>{t(m::UNTIL)}</dt><dd>{date_time(at)}</dd> });
    // What the row of a forged request says is not certain.
    let role = (!request.altered).then(|| view! { <dt>{t(m::ROLE)}</dt><dd>{t(request.role.text())}</dd> });
    let asked = (!request.altered).then(|| {
        view! {
            <dt>{t(m::ASKED_BY)}</dt><dd>{asker(request.asked_by.clone())}</dd>
            <dt>{t(m::ASKED_AT)}</dt><dd>{date_time(&request.asked)}</dd>
        }
    });
    view! {
        <section class="panel" aria-labelledby="h-facts">
            <div class="panel-head"><h2 id="h-facts">{request.name.clone()}</h2></div>
            <dl class="kv">
                <dt>{t(m::EMAIL)}</dt><dd>{address(&request.email)}</dd>
                {role}
                <dt>{t(m::STATE)}</dt><dd>{state(request)}</dd>
                {asked}
                <dt>{t(m::WHY)}</dt><dd>{request.why.clone()}</dd>
                {approved}
                {until}
            </dl>
        </section>
    }
    .into_any()
}

fn approved(approved: Approved) -> AnyView {
    let Approved { by, at, why } = approved;
    view! {
        <dt>{t(m::APPROVER)}</dt><dd class="name">{by}</dd>
        <dt>{t(m::APPROVED_AT)}</dt><dd>{date_time(&at)}</dd>
        <dt>{t(m::APPROVED_WHY)}</dt><dd>{why}</dd>
    }
    .into_any()
}

/// One form with a reason for both decisions. The person who asked may withdraw the request but not approve it.
fn decide(request: &StaffRequest, form: FormState) -> AnyView {
    let altered = request.altered.then(|| view! { <AlteredNotice can=Some(m::REJECT)/> });
    let (approve, reason) = (approve(request), reason(&request.id, form));
    view! {
        <section class="panel" aria-label=t(m::DECISION)>
            {altered}
            <PostForm action="/support/staff/reject">
                {reason}
                // Enter presses the first button.
                <div class="btn-row u-mt">
                    <button class="btn" type="submit">{t(m::REJECT)}</button>
                    {approve}
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn approve(request: &StaffRequest) -> AnyView {
    if request.altered {
        return ().into_any();
    }
    if request.own {
        return view! { <Notice tone=Tone::Info><p>{t(m::OWN)}</p></Notice> }.into_any();
    }
    view! { <button class="btn btn--primary" type="submit" formaction="/support/staff/approve">{t(m::APPROVE)}</button> }
        .into_any()
}

fn reason(id: &str, form: FormState) -> AnyView {
    let id = id.to_owned();
    view! {
        <input type="hidden" name="id" value=id/>
        <Field name="why" label=t(m::DECISION) kind=FieldKind::Text hint=t(m::REASON_HINT) form=form required=true/>
    }
    .into_any()
}

/// After the link was sent: sends another one, or ends the request.
fn joining(request: &StaffRequest, form: FormState) -> AnyView {
    let (id, reason) = (request.id.clone(), reason(&request.id, form));
    view! {
        <section class="panel" aria-label=t(m::APPROVED)>
            <PostButton action="/support/staff/send-again" id=id>{t(m::SEND_AGAIN)}</PostButton>
            <PostForm action="/support/staff/reject" class="u-mt">
                {reason}
                <button class="btn u-mt" type="submit">{t(m::REJECT)}</button>
            </PostForm>
        </section>
    }
    .into_any()
}
