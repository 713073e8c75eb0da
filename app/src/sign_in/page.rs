use super::api::{Ended, SignInApi};
use super::messages as m;
use super::refusal::{SignInRefusal, WAIT, refusal, why_ended};
use crate::error::AppError;
use crate::kit::{Field, FieldKind, PostForm, SupportDesk};
use crate::page::{FormState, Frame, Page, PageCx, PageScript};
use crate::passkeys::api::PasskeysApi;
use crate::passkeys::sign_in_page::{AfterPasskey, begin};
use crate::text::t;
use leptos::prelude::*;

/// The sign-in page. It needs no script and no WASM; a device that has to wait gets a small script that counts down.
pub async fn sign_in(cx: &PageCx, backend: &(impl SignInApi + PasskeysApi + ?Sized)) -> Result<Page, AppError> {
    let form = cx.form.clone();
    let return_to = cx.return_to.clone().unwrap_or_default();
    let ended = cx.query("ended").and_then(|said| backend.why_ended(said));
    let passkeys = backend.has_passkeys();
    let waits = SignInRefusal::of(&form) == Some(SignInRefusal::Wait);
    let page = Page::new(m::TITLE, move || view(form, return_to, passkeys, ended)).without_menu();
    Ok(if waits { page.with_script(PageScript::Wait) } else { page })
}

fn view(form: FormState, return_to: String, passkeys: bool, ended: Option<Ended>) -> AnyView {
    let has_address = use_context::<Frame>().is_some_and(|frame| frame.support.is_some());
    let refused = SignInRefusal::of(&form);
    let is_shut_out =
        matches!(refused, Some(SignInRefusal::ShutOut(_))) || ended.is_some_and(|ended| ended != Ended::Over);
    let ended = ended.filter(|_| !matches!(refused, Some(SignInRefusal::ShutOut(_))));
    let ended = ended.map(|ended| why_ended(ended, has_address));
    let by_mail = (has_address && !is_shut_out).then(|| view! { <p class="note">{t(m::TROUBLE)}<SupportDesk/></p> });
    let by_passkey = passkeys.then(|| begin(AfterPasskey { return_to: return_to.clone(), ..AfterPasskey::default() }));
    view! {
        <h1>{t(m::TITLE)}</h1>
        {ended}
        {refusal(&form, has_address)}
        <PostForm action="/sign-in">
            <input type="hidden" name="return_to" value=return_to/>
            {fields(&form)}
            {button(&form)}
        </PostForm>
        {by_passkey}
        <p class="u-mt"><a href="/sign-in/help">{t(m::HELP)}</a></p>
        {by_mail}
        <p class="note">{t(m::NEVER)}</p>
    }
    .into_any()
}

/// Address and password. Nobody learns which of the two is wrong, so a refusal marks both, and the password has the focus.
fn fields(form: &FormState) -> AnyView {
    let refused_by = SignInRefusal::of(form).and_then(SignInRefusal::id).unwrap_or_default();
    let again = !refused_by.is_empty();
    view! {
        <Field name="email" label=t(m::EMAIL) kind=FieldKind::Email form=form.clone() refused_by=refused_by required=true/>
        <Field
            name="password"
            label=t(m::PASSWORD)
            kind=FieldKind::CurrentPassword
            form=form.clone()
            hint=t(m::LOCK_HINT)
            refused_by=refused_by
            focus=again
            required=true
        />
    }
    .into_any()
}

/// The button. While the device has to wait, the page's script counts down on it.
fn button(form: &FormState) -> AnyView {
    let seconds =
        form.typed(WAIT).filter(|_| SignInRefusal::of(form) == Some(SignInRefusal::Wait)).map(ToOwned::to_owned);
    let words = seconds.is_some().then(|| t(m::SUBMIT_IN));
    view! {
        <button class="btn btn--primary btn--wide u-mt" type="submit" data-wait=seconds data-words=words>{t(m::SUBMIT)}</button>
    }
    .into_any()
}
