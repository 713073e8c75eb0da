use super::api::{SignInApi, Verification};
use super::messages::HELP;
use crate::error::AppError;
use crate::kit::{ErrorSummary, Field, FieldKind, PostForm, SupportDesk};
use crate::page::{FormState, Page, PageCx};
use crate::passkeys::api::PasskeysApi;
use crate::passkeys::sign_in_page::{AfterPasskey, begin};
use crate::second_factor::messages as m;
use crate::second_factor::page::send;
use crate::text::{t, tw};
use leptos::prelude::*;

/// The second step of sign-in. It needs no script.
pub async fn verify(cx: &PageCx, backend: &(impl SignInApi + PasskeysApi + ?Sized)) -> Result<Page, AppError> {
    let facts = backend.verification().await?;
    let form = cx.form.clone();
    let passkeys = backend.has_passkeys();
    Ok(Page::new(m::VERIFY_TITLE, move || view(form, facts, passkeys)).without_menu())
}

fn view(form: FormState, facts: Verification, passkeys: bool) -> AnyView {
    let (lead, hint) = match &facts.mailed_to {
        _ if facts.altered => (t(m::VERIFY_ALTERED).to_owned(), t(m::RECOVERY_HINT)),
        Some(address) => (tw(&m::MAIL_STEP.with(&[("address", address)])), t(m::MAIL_VERIFY_HINT)),
        None => (t(m::VERIFY_SUB).to_owned(), t(m::VERIFY_HINT)),
    };
    let again = facts.mailed_to.is_some().then(|| send("/sign-in/verify/send", m::MAIL_AGAIN));
    view! {
        <h1>{t(m::VERIFY_TITLE)}</h1>
        <p>{lead}</p>
        <ErrorSummary form=form.clone()/>
        <PostForm action="/sign-in/verify">
            <Field name="code" label=t(m::CODE) kind=FieldKind::Code hint=hint form=form required=true/>
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
