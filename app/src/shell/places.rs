//! What the command palette offers: the pages of the menu and of one's account, acts of one's own, and lists to search.

use super::deeper::deeper;
use crate::account::messages as a;
use crate::kit::hand;
use crate::kit::messages as k;
use crate::page::{Screen, SessionSummary, Theme};
use crate::palette::{self as m, Palette, PaletteEntry, PaletteFacts, PaletteSearch};
use crate::product::{MEMBER_MENU, STAFF_MENU};
use crate::text::{Text, Words, t, tw};
use crate::{cases, end_users, inquiries, members, operation_logs, support};
use leptos::prelude::*;

/// A page of one's own account, and the words by which people look for it.
struct Own {
    path: &'static str,
    title: Text,
    aliases: &'static str,
}

const ACCOUNT: [Own; 6] = [
    Own {
        path: "/account",
        title: k::ACCOUNT,
        aliases: "あかうんと akaunto account せってい settings 証明書 しょうめいしょ",
    },
    Own {
        path: "/account/password",
        title: k::PASSWORD,
        aliases: "パスワード変更 ぱすわーどへんこう pasuwaado password",
    },
    Own {
        path: "/account/two-step",
        title: crate::second_factor::messages::TITLE,
        aliases: "にようそ niyouso two-step 2fa 認証アプリ",
    },
    Own {
        path: "/account/passkeys",
        title: crate::passkeys::messages::TITLE,
        aliases: "ぱすきー pasukii passkeys 生体認証 指紋",
    },
    Own {
        path: "/account/sessions",
        title: crate::sessions::messages::TITLE,
        aliases: "たんまつ tanmatsu sessions devices 端末 ログアウト",
    },
    Own {
        path: "/account/activity",
        title: crate::sign_in_history::messages::ACTIVITY,
        aliases: "あくてぃびてぃ akutibiti activity 履歴 りれき",
    },
];

/// The words for changing the theme, and those for each.
fn theme_words(theme: Theme) -> String {
    let one = match theme {
        Theme::System => "端末 device system",
        Theme::Light => "らいと light 明るい",
        Theme::Dark => "だーく dark 暗い",
    };
    format!("てーま teema theme 配色 はいしょく colors {one}")
}

/// Help is in no menu.
const HELP: Own =
    Own { path: "/help", title: k::HELP, aliases: "へるぷ herupu help 使い方 つかいかた manual" };

/// A page of the help that many look for by its subject.
const GLOSSARY: Own =
    Own { path: "/help/glossary", title: m::GLOSSARY, aliases: "ようごしゅう yougo glossary 用語" };

/// The keys of the console.
const KEYBOARD: Own =
    Own { path: "/help/keyboard", title: k::KEYS, aliases: "きーぼーど kiiboodo keyboard しょーとかっと" };

/// The buttons of the bar, each with its id.
pub const LANGUAGE_ID: &str = "switch-language";
pub const SIGN_OUT_ID: &str = "sign-out";
const LANGUAGE_WORDS: &str = "げんご gengo language 言語 英語 えいご English 日本語 にほんご Japanese";
const SIGN_OUT_WORDS: &str = "ろぐあうと roguauto ログアウト sign out log out logout 終了";

/// The screens of a person's menu.
pub fn screens(me: &SessionSummary) -> impl Iterator<Item = &'static Screen> + use<'_> {
    let menu = if me.role.is_staff() { STAFF_MENU } else { MEMBER_MENU };
    menu.iter().flat_map(|(_, screens)| screens.iter()).filter(|screen| me.may(screen.permission))
}

/// The id of the button that sets a theme.
pub fn theme_id(theme: Theme) -> String {
    format!("theme-{}", theme.code())
}

/// The palette with what the person may open.
pub fn palette(me: &SessionSummary) -> AnyView {
    let handed = hand(PaletteFacts {
        open: t(m::OPEN).into(),
        label: label(me),
        none: t(m::NONE).into(),
        searches: searches(me),
        entries: entries(me),
    });
    view! { {handed}<Palette/> }.into_any()
}

fn entries(me: &SessionSummary) -> Vec<PaletteEntry> {
    let entry = |path: String, title: String, aliases: &str| PaletteEntry { path, title, aliases: aliases.to_owned() };
    let pages = screens(me).map(|s| entry(s.path.into(), t(s.title).into(), s.aliases));
    let own = ACCOUNT.iter().chain([&HELP, &GLOSSARY, &KEYBOARD]);
    let own = own.map(|own| entry(own.path.into(), t(own.title).into(), own.aliases));
    let deeper = deeper(me).map(|page| entry(page.path.into(), t(page.title).into(), page.aliases));
    let press = |id: &str, title: Text, words: &str| entry(format!("#press-{id}"), t(title).into(), words);
    let acts =
        [press(LANGUAGE_ID, k::SWITCH_LANGUAGE, LANGUAGE_WORDS), press(SIGN_OUT_ID, k::SIGN_OUT, SIGN_OUT_WORDS)];
    let theme = |theme: Theme| {
        let title = tw(&m::THEME.saying(&[("theme", &a::theme(theme).into())]));
        entry(format!("#press-{}", theme_id(theme)), title, &theme_words(theme))
    };
    pages.chain(own).chain(deeper).chain(Theme::ALL.map(theme)).chain(acts).collect()
}

/// A list to search, its name there, and what people type to find something in it.
type Searched = (Screen, Text, Text);

const COMPANY_LISTS: [Searched; 4] = [
    (end_users::feature::SCREEN, end_users::feature::SCREEN.title, m::BY_CUSTOMER),
    (members::feature::SCREEN, members::feature::SCREEN.title, m::BY_NAME),
    (operation_logs::feature::SCREEN, operation_logs::feature::SCREEN.title, m::BY_ADDRESS),
    (inquiries::feature::SCREEN, inquiries::feature::SCREEN.title, m::BY_INQUIRY),
];
/// Staff see the lists of a company only under its consent, company by company.
const STAFF_LISTS: [Searched; 4] = [
    (support::feature::SCREEN, support::messages::TENANTS, m::BY_COMPANY),
    (cases::feature::ACCOUNTS, cases::messages::ACCOUNTS, m::BY_EMAIL),
    (cases::feature::SCREEN, cases::messages::TITLE, m::BY_CASE),
    (inquiries::feature::DESK, inquiries::messages::DESK_TITLE, m::BY_INQUIRY),
];

/// The lists that the person may search.
fn searched(me: &SessionSummary) -> impl Iterator<Item = Searched> + use<'_> {
    let lists = if me.role.is_staff() { STAFF_LISTS } else { COMPANY_LISTS };
    lists.into_iter().filter(|(screen, _, _)| me.may(screen.permission))
}

/// The searches of the palette: the person's lists, and the help.
fn searches(me: &SessionSummary) -> Vec<PaletteSearch> {
    let search = |path: &str, title: Text| {
        let title = m::SEARCH.saying(&[("title", &title.into()), ("typed", &Words::same("{typed}"))]);
        PaletteSearch { path: path.into(), title: tw(&title) }
    };
    searched(me).map(|(screen, title, _)| search(screen.path, title)).chain([search("/help", k::HELP)]).collect()
}

/// What can be typed: a page, or what is found in the first lists of the person.
fn label(me: &SessionSummary) -> String {
    let mut parts: Vec<&str> = searched(me).take(3).map(|(_, _, by)| t(by)).collect();
    parts.insert(0, t(m::BY_PAGE));
    let last = parts.pop().unwrap_or_default();
    let what =
        if parts.is_empty() { last.to_owned() } else { [parts.join(t(k::COMMA)).as_str(), t(m::OR), last].concat() };
    tw(&m::LABEL.with(&[("what", &what)]))
}
