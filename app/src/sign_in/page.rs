use super::messages as m;
use crate::error::AppError;
use crate::kit::{ErrorSummary, Field, FieldKind, Notice, PostForm, SupportDesk, Tone};
use crate::page::{FormState, Frame, Page, PageCx};
use crate::passkeys::api::PasskeysApi;
use crate::passkeys::sign_in_page::{AfterPasskey, begin};
use crate::text::t;
use leptos::prelude::*;

/// The sign-in page. It needs no script and no WASM.
pub async fn sign_in(cx: &PageCx, backend: &(impl PasskeysApi + ?Sized)) -> Result<Page, AppError> {
    let form = cx.form.clone();
    let return_to = cx.return_to.clone().unwrap_or_default();
    let ended = cx.query("ended").is_some();
    let passkeys = backend.has_passkeys();
    Ok(Page::new(m::TITLE, move || view(form, return_to, passkeys, ended)).without_menu())
}

fn view(form: FormState, return_to: String, passkeys: bool, ended: bool) -> AnyView {
    let ended = ended.then(|| view! { <Notice tone=Tone::Info><p>{t(m::ENDED)}</p></Notice> });
    let has_address = use_context::<Frame>().is_some_and(|frame| frame.support.is_some());
    let by_mail = has_address.then(|| view! { <p class="note">{t(m::TROUBLE)}<SupportDesk/></p> });
    let by_passkey = passkeys.then(|| begin(AfterPasskey { return_to: return_to.clone(), ..AfterPasskey::default() }));
    view! {
        <h1>{t(m::TITLE)}</h1>
        {ended}
        <ErrorSummary form=form.clone()/>
        <PostForm action="/sign-in">
            <input type="hidden" name="return_to" value=return_to/>
            <Field name="email" label=t(m::EMAIL) kind=FieldKind::Email form=form.clone() required=true/>
            {password(form)}
            <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::SUBMIT)}</button>
        </PostForm>
        {by_passkey}
        <p class="u-mt"><a href="/sign-in/help">{t(m::HELP)}</a></p>
        {by_mail}
        <p class="note">{t(m::NEVER)}</p>
    }
    .into_any()
}

fn password(form: FormState) -> AnyView {
    view! {
        <Field
            name="password"
            label=t(m::PASSWORD)
            kind=FieldKind::CurrentPassword
            form=form
            hint=t(m::LOCK_HINT)
            required=true
        />
    }
    .into_any()
}
