use super::api::{ProofApi, ProofKind, WaitingAct};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{ErrorSummary, Field, FieldKind, Notice, PostForm, Tone};
use crate::page::{FormState, Page, PageCx};
use crate::passkeys::api::PasskeysApi;
use crate::passkeys::sign_in_page::{AfterPasskey, begin};
use crate::second_factor::messages as sf;
use crate::text::{t, tw};
use leptos::prelude::*;

/// The step-up page, with its purpose. The action comes only from the session, never from the address.
pub async fn prove(cx: &PageCx, backend: &(impl ProofApi + PasskeysApi + ?Sized)) -> Result<Page, AppError> {
    let kind = backend.proof_kind().await?;
    let asked = cx.return_to.as_deref();
    let waiting = if asked.is_some() { None } else { backend.waiting_act().await? };
    // A refused form names the action it was for, because another action may wait by now.
    let waiting = waiting.filter(|waiting| cx.form.typed("act").is_none_or(|id| id == waiting.id));
    let back = waiting.as_ref().map_or(asked.unwrap_or("/"), |waiting| &waiting.page).to_owned();
    let passkeys = backend.has_passkeys() && backend.passkeys().await.is_ok_and(|own| !own.is_empty());
    let form = cx.form.clone();
    Ok(Page::new(m::TITLE, move || view(kind, passkeys, waiting, back, form)).without_menu())
}

fn view(kind: ProofKind, passkeys: bool, waiting: Option<WaitingAct>, back: String, form: FormState) -> AnyView {
    let lead = if kind == ProofKind::Code { m::BY_CODE } else { m::BY_PASSWORD };
    let id = waiting.as_ref().map(|waiting| waiting.id.clone()).unwrap_or_default();
    let large = form.typed("large").map(|_| view! { <Notice tone=Tone::Warn><p>{t(m::LARGE)}</p></Notice> });
    // Only one of the two is sent, because an action knows its page.
    let return_to = if waiting.is_some() { String::new() } else { back.clone() };
    let by_passkey = passkeys.then(|| begin(AfterPasskey { act: id.clone(), return_to: return_to.clone() }));
    let (errors, leave) = (form.clone(), leave(id.clone(), back));
    view! {
        <h1>{t(m::TITLE)}</h1>
        <p>{t(lead)}</p>
        {large}
        {waiting.as_ref().map(words)}
        <ErrorSummary form=errors/>
        <PostForm action="/account/prove">
            <input type="hidden" name="act" value=id/>
            <input type="hidden" name="return_to" value=return_to/>
            {field(kind, form)}
            <button class="btn btn--primary btn--wide u-mt" type="submit">{t(m::SUBMIT)}</button>
        </PostForm>
        {by_passkey}
        {leave}
    }
    .into_any()
}

fn field(kind: ProofKind, form: FormState) -> AnyView {
    match kind {
        ProofKind::Code => {
            view! { <Field name="code" label=t(sf::CODE) kind=FieldKind::Code hint=t(sf::VERIFY_HINT) form=form required=true/> }
        }
        ProofKind::Password => {
            view! { <Field name="password" label=t(m::PASSWORD) kind=FieldKind::CurrentPassword form=form required=true/> }
        }
    }
    .into_any()
}

/// What will be done after step-up, and to whom or what.
fn words(waiting: &WaitingAct) -> AnyView {
    let facts =
        waiting.facts.iter().map(|(label, value)| view! { <dt>{t(*label)}</dt><dd class="name">{tw(value)}</dd> });
    view! {
        <section class="panel" aria-labelledby="h-act">
            <div class="panel-head"><h2 id="h-act">{t(waiting.title)}</h2></div>
            <p class="note">{t(m::KEPT)}</p>
            <dl class="kv kv--tight">{facts.collect_view()}</dl>
        </section>
    }
    .into_any()
}

/// The way back. It also drops a waiting action.
fn leave(id: String, back: String) -> AnyView {
    if id.is_empty() {
        return view! { <p class="u-mt"><a href=back>{t(m::BACK)}</a></p> }.into_any();
    }
    view! {
        <PostForm action="/account/prove/cancel" class="u-mt">
            <input type="hidden" name="act" value=id/>
            <button class="link-btn" type="submit">{t(m::BACK)}</button>
        </PostForm>
    }
    .into_any()
}
