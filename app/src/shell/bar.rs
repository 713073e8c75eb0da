use super::places::{LANGUAGE_ID, SIGN_OUT_ID, palette, theme_id};
use crate::account::messages as a;
use crate::kit::messages as k;
use crate::kit::{Icon, PostForm, initial};
use crate::page::{Frame, SentForm, SessionSummary, Theme};
use crate::text::t;
use leptos::prelude::*;

/// The bar: company, palette, language, account.
#[component]
pub fn Bar(frame: Frame) -> AnyView {
    let here = frame.here.clone();
    let me = frame.session.clone();
    let environment = frame.environment.map(|it| view! { <span class="shell-env">{t(it.text())}</span> });
    let company = me.as_ref().map(|s| s.tenant_name.clone().unwrap_or_else(|| t(k::STAFF_CONSOLE).to_owned()));
    let whole = company.clone();
    view! {
        <header class="shell-bar">
            <a class="shell-burger" href="#menu"><Icon name="menu"/><span class="u-vh">{t(k::MENU_OPEN)}</span></a>
            <p class="shell-tenant"><strong title=whole>{company}</strong>{environment}</p>
            <div class="shell-tools">
                {me.as_ref().map(palette)}
                <a class="shell-opt" href="/help">{t(k::HELP)}</a>
                <Language back=here sent=frame.sent.clone()/>
                {me.map(|me| account_menu(me, &frame))}
            </div>
        </header>
    }
    .into_any()
}

/// The language switch. It is a form, so that it works without script and a mere visit changes nothing. On a page that
/// answered a form, it brings the form along, so that the page comes back as it is.
#[component]
pub fn Language(back: String, sent: Option<SentForm>) -> AnyView {
    let other = crate::text::lang().other().tag();
    view! {
        <PostForm action="/display" class="shell-opt">
            {way_back(back, sent)}
            <button class="link-btn" type="submit" name="lang" value=other lang=other id=LANGUAGE_ID>{t(k::SWITCH_LANGUAGE)}</button>
        </PostForm>
    }
    .into_any()
}

/// The page that a change of the display returns to, with the form that it answered.
fn way_back(back: String, sent: Option<SentForm>) -> AnyView {
    let sent = sent.map(|SentForm { to, typed, errors, seal }| {
        let fields = [("sent_to", to.to_owned()), ("typed", typed), ("errors", errors), ("seal", seal)];
        fields.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
    });
    view! { <input type="hidden" name="back" value=back/>{sent} }.into_any()
}

fn account_menu(me: SessionSummary, frame: &Frame) -> AnyView {
    let first = initial(&me.name);
    view! {
        <details class="menu">
            <summary>
                <span class="shell-me" aria-hidden="true">{first}</span>
                <span class="shell-name" title=me.name.clone()>{me.name.clone()}</span>
                <span class="u-vh">{t(k::ACCOUNT_MENU)}</span>
                <Icon name="chevron-down"/>
            </summary>
            <div class="menu-pop">
                <p>{me.email}<br/>{t(me.role.text())}</p>
                <a href="/account">{t(k::ACCOUNT)}</a>
                <a href="/account/password">{t(k::PASSWORD)}</a>
                {theme_switch(frame)}
                <PostForm action="/sign-out"><button type="submit" id=SIGN_OUT_ID>{t(k::SIGN_OUT)}</button></PostForm>
            </div>
        </details>
    }
    .into_any()
}

/// Light, dark, or as the device: one form, so that it works without script.
fn theme_switch(frame: &Frame) -> AnyView {
    let (now, way_back) = (frame.display.theme, way_back(frame.here.clone(), frame.sent.clone()));
    let button = move |theme: Theme| {
        let pressed = (theme == now).to_string();
        view! {
            <button type="submit" name="theme" value=theme.code() id=theme_id(theme) aria-pressed=pressed>{t(a::theme(theme))}</button>
        }
    };
    view! {
        <PostForm action="/display" class="menu-set" label=t(a::THEME)>
            {way_back}
            <p class="menu-label">{t(a::THEME)}</p>
            {Theme::ALL.map(button).collect_view()}
        </PostForm>
    }
    .into_any()
}
