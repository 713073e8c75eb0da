use super::api::{Ended, SignInApi};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{ErrorSummary, Field, FieldKind, Notice, PostForm, SupportDesk, Tone};
use crate::page::{FormState, Frame, Page, PageCx};
use crate::passkeys::api::PasskeysApi;
use crate::passkeys::sign_in_page::{AfterPasskey, begin};
use crate::text::t;
use leptos::prelude::*;

/// The sign-in page. It needs no script and no WASM.
pub async fn sign_in(cx: &PageCx, backend: &(impl SignInApi + PasskeysApi + ?Sized)) -> Result<Page, AppError> {
    let form = cx.form.clone();
    let return_to = cx.return_to.clone().unwrap_or_default();
    let ended = cx.query("ended").and_then(|said| backend.why_ended(said));
    let passkeys = backend.has_passkeys();
    Ok(Page::new(m::TITLE, move || view(form, return_to, passkeys, ended)).without_menu())
}

fn view(form: FormState, return_to: String, passkeys: bool, ended: Option<Ended>) -> AnyView {
    let has_address = use_context::<Frame>().is_some_and(|frame| frame.support.is_some());
    let refused = shut_out(&form);
    let is_shut_out = refused.is_some() || ended.is_some_and(|ended| ended != Ended::Over);
    let summary = if let Some(why) = refused {
        let told = why_ended(why, has_address);
        view! { <div role="alert" tabindex="-1" id="errors" autofocus>{told}</div> }.into_any()
    } else {
        view! { <ErrorSummary form=form.clone()/> }.into_any()
    };
    let ended = ended.filter(|_| refused.is_none()).map(|ended| why_ended(ended, has_address));
    let by_mail = (has_address && !is_shut_out).then(|| view! { <p class="note">{t(m::TROUBLE)}<SupportDesk/></p> });
    let by_passkey = passkeys.then(|| begin(AfterPasskey { return_to: return_to.clone(), ..AfterPasskey::default() }));
    view! {
        <h1>{t(m::TITLE)}</h1>
        {ended}
        {summary}
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

/// Why a person does not come in although the password is right: the form comes back with this refusal.
fn shut_out(form: &FormState) -> Option<Ended> {
    [Ended::ShutOut, Ended::Altered].into_iter().find(|why| form.error(why.code()).is_some())
}

fn why_ended(ended: Ended, has_address: bool) -> AnyView {
    let words = t(ended.text());
    if ended == Ended::Over {
        return view! { <Notice tone=Tone::Info><p>{words}</p></Notice> }.into_any();
    }
    let ask = has_address.then(|| view! { <p>{t(m::SHUT_OUT_ASK)}<SupportDesk/></p> });
    view! { <Notice tone=Tone::Danger><p>{words}</p>{ask}</Notice> }.into_any()
}
