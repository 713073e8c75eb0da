use crate::kit::messages as k;
use crate::kit::{Icon, PostForm, hand, initial};
use crate::page::{Frame, SentForm, SessionSummary};
use crate::palette::{self, Palette, PaletteEntry, PaletteFacts};
use crate::product::{MEMBER_MENU, STAFF_MENU};
use crate::text::{Text, t};
use leptos::prelude::*;

/// The pages of one's own account, for the palette.
const ACCOUNT: [(&str, Text); 6] = [
    ("/account", k::ACCOUNT),
    ("/account/password", k::PASSWORD),
    ("/account/two-step", crate::second_factor::messages::TITLE),
    ("/account/passkeys", crate::passkeys::messages::TITLE),
    ("/account/sessions", crate::sessions::messages::TITLE),
    ("/account/activity", crate::sign_in_history::messages::ACTIVITY),
];

/// The bar: company, palette, language, account.
#[component]
pub fn Bar(frame: Frame) -> AnyView {
    let here = frame.here.clone();
    let me = frame.session.clone();
    let company = me.as_ref().map(|s| s.tenant_name.clone().unwrap_or_else(|| t(k::STAFF_CONSOLE).to_owned()));
    view! {
        <header class="shell-bar">
            <a class="shell-burger" href="#menu"><Icon name="menu"/><span class="u-vh">{t(k::MENU_OPEN)}</span></a>
            <p class="shell-tenant"><strong>{company}</strong></p>
            <div class="shell-tools">
                {me.as_ref().map(palette)}
                <Language back=here sent=frame.sent.clone()/>
                {me.map(account_menu)}
            </div>
        </header>
    }
    .into_any()
}

/// The language switch. It is a form, so that it works without script and a mere visit changes nothing. On a page that
/// answered a form, it brings the form along, so that the page comes back as it is.
#[component]
pub fn Language(back: String, sent: Option<SentForm>) -> AnyView {
    let sent = sent.map(|SentForm { to, typed, errors, seal }| {
        let fields = [("sent_to", to.to_owned()), ("typed", typed), ("errors", errors), ("seal", seal)];
        fields.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
    });
    let other = crate::text::lang().other().tag();
    view! {
        <PostForm action="/display" class="shell-opt">
            <input type="hidden" name="back" value=back/>
            {sent}
            <button class="link-btn" type="submit" name="lang" value=other lang=other>{t(k::SWITCH_LANGUAGE)}</button>
        </PostForm>
    }
    .into_any()
}

fn palette(me: &SessionSummary) -> AnyView {
    let table = if me.role.is_staff() { STAFF_MENU } else { MEMBER_MENU };
    let mut entries: Vec<PaletteEntry> = table
        .iter()
        .flat_map(|(_, screens)| screens.iter())
        .filter(|s| me.may(s.permission))
        .map(|s| PaletteEntry { path: s.path.into(), title: t(s.title).into() })
        .collect();
    entries.extend(ACCOUNT.map(|(path, title)| PaletteEntry { path: path.into(), title: t(title).into() }));
    let handed = hand(PaletteFacts {
        open: t(palette::OPEN).into(),
        label: t(palette::LABEL).into(),
        none: t(palette::NONE).into(),
        entries,
    });
    view! { {handed}<Palette/> }.into_any()
}

fn account_menu(me: SessionSummary) -> AnyView {
    let first = initial(&me.name);
    view! {
        <details class="menu">
            <summary>
                <span class="shell-me" aria-hidden="true">{first}</span>
                <span class="shell-name">{me.name}</span>
                <span class="u-vh">{t(k::ACCOUNT_MENU)}</span>
                <Icon name="chevron-down"/>
            </summary>
            <div class="menu-pop">
                <p>{me.email}<br/>{t(me.role.text())}</p>
                <a href="/account">{t(k::ACCOUNT)}</a>
                <a href="/account/password">{t(k::PASSWORD)}</a>
                <PostForm action="/sign-out"><button type="submit">{t(k::SIGN_OUT)}</button></PostForm>
            </div>
        </details>
    }
    .into_any()
}
