use super::api::{AccessRequest, ConsentsApi, RequestToAnswer};
use super::messages as m;
use super::states::RequestState;
use super::{access_form, company_page, requests};
use crate::error::AppError;
use crate::kit::{ErrorSummary, Field, FieldKind, Notice, PageHead, Panel, PostForm, Tone};
use crate::page::{FormState, Page, PageCx};
use crate::text::t;
use leptos::prelude::*;

/// One request of support staff for access: what they ask for, and the company's answer. The company can give less than was
/// asked for, never more.
pub async fn answer(cx: &PageCx, backend: &(impl ConsentsApi + ?Sized)) -> Result<Page, AppError> {
    let asked = backend.access_request(cx.param("id")?).await?;
    let form = cx.form.clone();
    Ok(Page::new(m::REQUEST, move || view(&asked, form)))
}

fn view(asked: &RequestToAnswer, form: FormState) -> AnyView {
    let request = &asked.request;
    let (facts, state) = (requests::facts(request, |_| "/cases".to_owned()), requests::state(request.state));
    let crumbs = vec![(company_page::PATH.to_owned(), t(m::TITLE).to_owned())];
    let body = if request.state == RequestState::Waiting {
        view! { {allow(request, &asked.hours, &form)}{decline(request, form.clone())} }.into_any()
    } else {
        let answer = requests::answer(request);
        view! { <Notice tone=Tone::Info><p>{t(m::REQUEST_OVER)}</p>{answer}</Notice> }.into_any()
    };
    view! {
        <PageHead title=t(m::REQUEST) sub=t(m::REQUEST_SUB) crumbs=crumbs meta=state/>
        <ErrorSummary form=form/>
        <div class="stack">
            <div class="panel">{facts}</div>
            {body}
        </div>
    }
    .into_any()
}

fn allow(request: &AccessRequest, hours: &[u32], form: &FormState) -> AnyView {
    let scopes = access_form::scopes(&access_form::GRANTED, &request.scopes, true, form);
    let most = hours.iter().max().map(ToString::to_string).unwrap_or_default();
    let hours = access_form::hours(&access_form::GRANTED, hours, most, form);
    let (id, reason) = (request.id.clone(), request.reason.clone());
    view! {
        <Panel id="h-allow" title=t(m::ALLOW)>
            <PostForm action="/consents/requests/allow" label=t(m::ALLOW)>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="reason" value=reason/>
                {scopes}
                {hours}
                <button class="btn btn--primary u-mt" type="submit">{t(m::ALLOW_SUBMIT)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}

fn decline(request: &AccessRequest, form: FormState) -> AnyView {
    let id = request.id.clone();
    view! {
        <Panel id="h-decline" title=t(m::DECLINE)>
            <PostForm action="/consents/requests/decline" label=t(m::DECLINE)>
                <input type="hidden" name="id" value=id/>
                <Field name="why" label=t(m::WHY) kind=FieldKind::Text hint=t(m::WHY_HINT) form=form/>
                <button class="btn u-mt" type="submit">{t(m::DECLINE_SUBMIT)}</button>
            </PostForm>
        </Panel>
    }
    .into_any()
}
