//! What the command palette offers: the pages of the menu and of one's account, acts of one's own, and lists to search.

use crate::account::messages as a;
use crate::kit::hand;
use crate::kit::messages as k;
use crate::page::{Screen, SessionSummary, Theme};
use crate::palette::{self as m, Palette, PaletteEntry, PaletteFacts, PaletteSearch};
use crate::product::{MEMBER_MENU, STAFF_MENU};
use crate::text::{Text, Words, t, tw};
use crate::{end_users, members, operation_logs};
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
        aliases: "あかうんと akaunto account 設定 せってい settings プロフィール 言語",
    },
    Own {
        path: "/account/password",
        title: k::PASSWORD,
        aliases: "ぱすわーどへんこう pasuwaado henkou change password",
    },
    Own {
        path: "/account/two-step",
        title: crate::second_factor::messages::TITLE,
        aliases: "にようそ nidankai niyouso two-step 2fa mfa 認証アプリ 二段階",
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

const INVITE_WORDS: &str = "しょうたい shoutai invite 追加 ついか add";

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
    let searches = searches(me);
    let label = if searches.is_empty() { m::LABEL_PAGES } else { m::LABEL };
    let handed = hand(PaletteFacts {
        open: t(m::OPEN).into(),
        label: t(label).into(),
        none: t(m::NONE).into(),
        searches,
        entries: entries(me),
    });
    view! { {handed}<Palette/> }.into_any()
}

fn entries(me: &SessionSummary) -> Vec<PaletteEntry> {
    let entry = |path: String, title: String, aliases: &str| PaletteEntry { path, title, aliases: aliases.to_owned() };
    let pages = screens(me).map(|s| entry(s.path.into(), t(s.title).into(), s.aliases));
    let own = ACCOUNT.iter().map(|own| entry(own.path.into(), t(own.title).into(), own.aliases));
    let invite =
        me.may(members::api::MANAGE).then(|| entry("/members#h-invite".into(), t(m::INVITE).into(), INVITE_WORDS));
    let theme = |theme: Theme| {
        let title = tw(&m::THEME.saying(&[("theme", &a::theme(theme).into())]));
        entry(format!("#press-{}", theme_id(theme)), title, &theme_words(theme))
    };
    pages.chain(own).chain(invite).chain(Theme::ALL.map(theme)).collect()
}

/// The lists of the company that take `q`. Staff see them only under a consent, company by company.
fn searches(me: &SessionSummary) -> Vec<PaletteSearch> {
    if me.role.is_staff() {
        return Vec::new();
    }
    let lists = [end_users::feature::SCREEN, members::feature::SCREEN, operation_logs::feature::SCREEN];
    let search = |screen: Screen| {
        let title = m::SEARCH.saying(&[("title", &screen.title.into()), ("typed", &Words::same("{typed}"))]);
        PaletteSearch { path: screen.path.into(), title: tw(&title) }
    };
    lists.into_iter().filter(|screen| me.may(screen.permission)).map(search).collect()
}
