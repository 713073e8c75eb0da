use super::api::{AccountApi, AccountFacts};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{Badge, ErrorSummary, PageHead, Panel, PostForm, SelectField, Tone, count, with_time};
use crate::page::{Display, FormState, Page, PageCx, SessionSummary, Theme};
use crate::text::{Lang, Text, t, tw};
use leptos::prelude::*;

/// One's own account: name, address, the state of its security, and display settings.
pub async fn account(cx: &PageCx, backend: &(impl AccountApi + ?Sized)) -> Result<Page, AppError> {
    let me = cx.session()?.clone();
    let display = cx.frame.display;
    let form = cx.form.clone();
    let facts = backend.account_facts().await?;
    Ok(Page::new(m::TITLE, move || view(me, display, &facts, form)))
}

fn view(me: SessionSummary, display: Display, facts: &AccountFacts, form: FormState) -> AnyView {
    view! {
        <PageHead title=t(m::TITLE)/>
        <ErrorSummary form=form.clone()/>
        <div class="grid grid--half">
            <div class="stack">
                <section class="panel" aria-labelledby="h-safe">
                    <div class="panel-head"><h2 id="h-safe">{t(m::SAFE)}</h2></div>
                    <ul class="list list--state">{lines(facts)}</ul>
                </section>
                {who(me)}
            </div>
            <Panel id="h-display" title=t(m::DISPLAY)>
                {display_form(display, form)}
            </Panel>
        </div>
    }
    .into_any()
}

/// Who is signed in.
fn who(me: SessionSummary) -> AnyView {
    view! {
        <section class="panel" aria-labelledby="h-me">
            <div class="panel-head"><h2 id="h-me">{t(m::PROFILE)}</h2></div>
            <dl class="kv">
                <dt>{t(m::NAME)}</dt><dd>{me.name}</dd>
                <dt>{t(crate::sign_in::messages::EMAIL)}</dt><dd>{me.email}</dd>
                <dt>{t(m::ROLE)}</dt><dd>{t(me.role.text())}</dd>
                {me.tenant_name.map(|name| view! { <dt>{t(m::COMPANY)}</dt><dd>{name}</dd> })}
            </dl>
        </section>
    }
    .into_any()
}

/// The state of a page: a badge in one word, and words.
#[derive(Default)]
struct PageState {
    badge: Option<Badged>,
    words: Option<AnyView>,
}

struct Badged {
    tone: Tone,
    text: Text,
}

impl PageState {
    fn badge(tone: Tone, text: Text) -> PageState {
        PageState { badge: Some(Badged { tone, text }), words: None }
    }

    fn words(words: impl IntoView + 'static) -> PageState {
        PageState { badge: None, words: Some(words.into_any()) }
    }

    /// So many things, or none yet.
    fn counted(n: u64) -> PageState {
        match n {
            0 => PageState::badge(Tone::Plain, m::NONE_SET),
            n => PageState::words(tw(&m::SET.with(&[("n", &count(n))]))),
        }
    }
}

/// The pages of one's own account, each with its state. Passkeys and certificates only for people who may have them.
fn lines(facts: &AccountFacts) -> AnyView {
    let sessions = PageState::words(tw(&m::SESSIONS_OPEN.with(&[("n", &count(facts.sessions))])));
    let expires = match &facts.password_expires {
        Some(at) => PageState::words(with_time(m::PASSWORD_UNTIL, at)),
        None => PageState::words(t(m::NO_EXPIRY)),
    };
    let two_step = match &facts.two_step {
        Some(since) => PageState { words: Some(with_time(m::ON_SINCE, since)), ..PageState::badge(Tone::Ok, m::ON) },
        None => PageState::badge(Tone::Warn, m::OFF),
    };
    let passkeys = facts.passkeys.map(PageState::counted);
    let certificates = facts.certificates.map(PageState::counted);
    let pages = [
        line("/account/password", m::PASSWORD_TITLE, Some(expires)),
        line("/account/two-step", crate::second_factor::messages::TITLE, Some(two_step)),
        line("/account/passkeys", crate::passkeys::messages::TITLE, passkeys),
        line("/account/certificates", crate::certificates::messages::TITLE, certificates),
        line("/account/sessions", crate::sessions::messages::TITLE, Some(sessions)),
        line("/account/activity", crate::sign_in_history::messages::ACTIVITY, Some(PageState::default())),
    ];
    pages.collect_view().into_any()
}

fn line(path: &'static str, title: Text, state: Option<PageState>) -> Option<AnyView> {
    let PageState { badge, words } = state?;
    let badge = badge.map(|Badged { tone, text }| view! { <p><Badge tone=tone text=t(text)/></p> });
    let words = words.map(|words| view! { <p class="list-sub">{words}</p> });
    Some(view! { <li><div><p class="list-title"><a href=path>{t(title)}</a></p>{words}</div>{badge}</li> }.into_any())
}

fn display_form(display: Display, form: FormState) -> AnyView {
    let languages = [Lang::Ja, Lang::En].map(|lang| (lang.tag().into(), lang.name().into())).into();
    let themes = Theme::ALL.map(|theme| (theme.code().into(), t(m::theme(theme)).into())).into();
    let densities = vec![("normal".into(), t(m::DENSITY_NORMAL).into()), ("dense".into(), t(m::DENSITY_DENSE).into())];
    let density = if display.dense { "dense" } else { "normal" };
    let switch = vec![("on".into(), t(m::KEYS_ON).into()), ("off".into(), t(m::KEYS_OFF).into())];
    let keys = if display.keys_off { "off" } else { "on" };
    view! {
        <PostForm action="/display">
            <input type="hidden" name="back" value="/account"/>
            <SelectField name="lang" label=t(m::LANGUAGE) options=languages selected=display.lang.tag().into() form=form.clone()/>
            <SelectField name="theme" label=t(m::THEME) options=themes selected=display.theme.code().into() form=form.clone()/>
            <SelectField name="density" label=t(m::DENSITY) options=densities selected=density.into() form=form.clone()/>
            <SelectField name="keys" label=t(m::KEYS) options=switch selected=keys.into() form=form/>
            <button class="btn btn--primary u-mt" type="submit">{t(m::SAVE)}</button>
        </PostForm>
    }
    .into_any()
}
