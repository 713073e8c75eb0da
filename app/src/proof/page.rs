use super::api::{ProofApi, ProofKind, WaitingAct};
use super::file::file_of;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{ErrorSummary, Field, FieldKind, Notice, PageHead, PostForm, Tone};
use crate::page::{FormState, Page, PageCx};
use crate::passkeys::api::PasskeysApi;
use crate::passkeys::sign_in_page::{AfterPasskey, begin};
use crate::second_factor::code_field::{AskedCode, CodeField};
use crate::second_factor::messages as sf;
use crate::text::{t, tw};
use leptos::prelude::*;

/// What the page shows.
struct Asked {
    kind: ProofKind,
    /// Which code, if one is asked for.
    code: AskedCode,
    passkeys: bool,
    waiting: Option<WaitingAct>,
    /// Where cancelling leads.
    back: String,
    form: FormState,
}

impl Asked {
    /// The id of the waiting action; empty if a page asked for step-up.
    fn act(&self) -> String {
        self.waiting.as_ref().map(|waiting| waiting.id.clone()).unwrap_or_default()
    }

    /// Only one of the two is sent, because an action knows its page.
    fn return_to(&self) -> String {
        if self.waiting.is_some() { String::new() } else { self.back.clone() }
    }
}

/// The step-up page, with its purpose. The action comes only from the session, never from the address.
pub async fn prove(cx: &PageCx, backend: &(impl ProofApi + PasskeysApi + ?Sized)) -> Result<Page, AppError> {
    let kind = backend.proof_kind().await?;
    let page = cx.return_to.as_deref();
    let waiting = if page.is_some() { None } else { backend.waiting_act().await? };
    // A refused form names the action it was for, because another action may wait by now.
    let waiting = waiting.filter(|waiting| cx.form.typed("act").is_none_or(|id| id == waiting.id));
    let back = waiting.as_ref().map_or(page.unwrap_or("/"), |waiting| &waiting.page).to_owned();
    let passkeys = backend.has_passkeys() && backend.passkeys().await.is_ok_and(|own| !own.is_empty());
    let asked = Asked { kind, code: AskedCode::of(cx), passkeys, waiting, back, form: cx.form.clone() };
    Ok(Page::new(m::TITLE, move || view(asked)))
}

fn view(asked: Asked) -> AnyView {
    let large = asked.form.typed("large").map(|_| view! { <Notice tone=Tone::Warn><p>{t(m::LARGE)}</p></Notice> });
    let by_passkey = asked.passkeys.then(|| {
        view! {
            {begin(AfterPasskey { act: asked.act(), return_to: asked.return_to() })}
            <h2 class="ask-other">{t(m::OTHERWISE)}</h2>
        }
    });
    view! {
        <PageHead title=t(m::TITLE)/>
        <div class="ask">
            {large}
            {asked.waiting.as_ref().map(words)}
            {file(&asked)}
            <ErrorSummary form=asked.form.clone()/>
            {by_passkey}
            {by_hand(&asked)}
            {leave(asked.act(), asked.back)}
        </div>
    }
    .into_any()
}

/// The form for a code or the password.
fn by_hand(asked: &Asked) -> AnyView {
    let lead = match (asked.kind, asked.code) {
        (ProofKind::Password, _) => m::BY_PASSWORD,
        (ProofKind::Code, AskedCode::Recovery) => m::BY_RECOVERY,
        (ProofKind::Code, AskedCode::Digits) => m::BY_CODE,
    };
    let (act, return_to, field) = (asked.act(), asked.return_to(), field(asked));
    view! {
        <p>{t(lead)}</p>
        <PostForm action="/account/prove">
            <input type="hidden" name="act" value=act/>
            <input type="hidden" name="return_to" value=return_to/>
            {field}
            <button class="btn btn--primary u-mt" type="submit">{t(m::SUBMIT)}</button>
        </PostForm>
    }
    .into_any()
}

fn field(asked: &Asked) -> AnyView {
    let (form, password) = (asked.form.clone(), FieldKind::CurrentPassword);
    // A refusal, or the button for the passkey, comes first.
    let focus = !form.is_refused() && !asked.passkeys;
    match asked.kind {
        ProofKind::Password => {
            view! { <Field name="password" label=t(m::PASSWORD) kind=password form=form required=true focus=focus/> }
                .into_any()
        }
        ProofKind::Code => {
            view! { <CodeField asked=asked.code page=own_page(asked) label=sf::CODE form=form focus=focus/> }.into_any()
        }
    }
}

/// The address of this page. A waiting action stays in the session, so the address does not name it.
fn own_page(asked: &Asked) -> String {
    const PAGE: &str = "/account/prove";
    let to = asked.return_to();
    if to.is_empty() {
        return PAGE.to_owned();
    }
    let query = serde_html_form::to_string([("return_to", to)].as_slice()).unwrap_or_default();
    format!("{PAGE}?{query}")
}

/// The download that step-up is for, and how it goes on.
fn file(asked: &Asked) -> Option<AnyView> {
    let what = file_of(&asked.return_to())?;
    Some(view! { <p class="ask-act">{t(what)}</p><p class="note">{t(m::FILE_NEXT)}</p> }.into_any())
}

/// What will be done after step-up, and to whom or what. The sentence is the heading for the eye, where there is one.
fn words(waiting: &WaitingAct) -> AnyView {
    let facts =
        waiting.facts.iter().map(|(label, value)| view! { <dt>{t(*label)}</dt><dd class="name">{tw(value)}</dd> });
    let sentence = waiting.sentence.as_ref().map(|words| view! { <p class="ask-act name">{tw(words)}</p> });
    let head = if sentence.is_some() { "u-vh" } else { "panel-head" };
    view! {
        {sentence}
        <section class="panel" aria-labelledby="h-act">
            <div class=head><h2 id="h-act">{t(waiting.title)}</h2></div>
            <p class="note">{t(m::KEPT)}</p>
            <dl class="kv kv--tight">{facts.collect_view()}</dl>
        </section>
    }
    .into_any()
}

/// The way back, to the page of the form with what was typed. It also drops a waiting action.
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
