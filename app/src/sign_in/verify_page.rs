use super::api::{SignInApi, Verification};
use super::messages::HELP;
use crate::error::AppError;
use crate::kit::{ErrorSummary, PostForm, SupportDesk};
use crate::page::{FormState, Page, PageCx};
use crate::passkeys::api::PasskeysApi;
use crate::passkeys::sign_in_page::{AfterPasskey, begin};
use crate::second_factor::code_field::{AskedCode, CodeField};
use crate::second_factor::messages as m;
use crate::second_factor::page::{recovery, send};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The second step of sign-in. It needs no script.
pub async fn verify(cx: &PageCx, backend: &(impl SignInApi + PasskeysApi + ?Sized)) -> Result<Page, AppError> {
    let facts = backend.verification().await?;
    let (form, asked) = (cx.form.clone(), AskedCode::of(cx));
    let passkeys = backend.has_passkeys();
    Ok(Page::new(m::VERIFY_TITLE, move || view(form, facts, asked, passkeys)).without_menu())
}

fn view(form: FormState, facts: Verification, asked: AskedCode, passkeys: bool) -> AnyView {
    let asks_digits = asked == AskedCode::Digits && !facts.altered;
    let lead = match &facts.mailed_to {
        _ if facts.altered => Some(t(m::VERIFY_ALTERED).to_owned()),
        Some(address) => asks_digits.then(|| tw(&m::MAIL_STEP.with(&[("address", address)]))),
        None => asks_digits.then(|| t(m::VERIFY_SUB).to_owned()),
    };
    let again = (asks_digits && facts.mailed_to.is_some()).then(|| send("/sign-in/verify/send", m::MAIL_AGAIN));
    let field = if facts.altered {
        recovery(form.clone())
    } else {
        view! { <CodeField asked=asked page="/sign-in/verify" label=m::CODE form=form.clone()/> }.into_any()
    };
    view! {
        <h1>{t(m::VERIFY_TITLE)}</h1>
        {lead.map(|words| view! { <p>{words}</p> })}
        <ErrorSummary form=form/>
        <PostForm action="/sign-in/verify">
            {field}
            <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::VERIFY)}</button>
        </PostForm>
        {again}
        {passkeys.then(|| begin(AfterPasskey { return_to: facts.return_to, ..AfterPasskey::default() }))}
        <p class="u-mt"><a href="/sign-in">{t(m::BACK)}</a></p>
        <p><a href="/sign-in/help?kind=second_factor">{t(HELP)}</a></p>
        <p class="note">{t(m::LOST)}<SupportDesk/></p>
    }
    .into_any()
}
