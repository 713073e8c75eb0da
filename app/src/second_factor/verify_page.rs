use super::messages as m;
use crate::error::AppError;
use crate::kit::{ErrorSummary, Field, FieldKind, PostForm, SupportDesk};
use crate::page::{FormState, Page, PageCx};
use crate::passkeys::sign_in_page::begin;
use crate::text::t;
use leptos::prelude::*;

/// The second step of signing in. It needs no script.
pub async fn verify(cx: &PageCx) -> Result<Page, AppError> {
    cx.backend.verification().await?;
    let form = cx.form.clone();
    let passkeys = cx.backend.has_passkeys();
    Ok(Page::new(m::VERIFY_TITLE, move || view(form, passkeys)).at_the_gate())
}

fn view(form: FormState, passkeys: bool) -> AnyView {
    view! {
        <h1>{t(m::VERIFY_TITLE)}</h1>
        <p>{t(m::VERIFY_SUB)}</p>
        <ErrorSummary form=form.clone()/>
        <PostForm action="/sign-in/verify">
            <Field name="code" label=t(m::CODE) kind=FieldKind::Code hint=t(m::VERIFY_HINT) form=form required=true/>
            <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::VERIFY)}</button>
        </PostForm>
        {passkeys.then(|| begin(String::new()))}
        <p class="u-mt"><a href="/sign-in">{t(m::BACK)}</a></p>
        <p><a href="/sign-in/help">{t(crate::sign_in::messages::HELP)}</a></p>
        <p class="note">{t(m::LOST)}<SupportDesk/></p>
    }
    .into_any()
}
