//! The command palette (Ctrl+K, ⌘+K): go anywhere without the mouse. Without script there is the menu.

mod facts;
mod search;

use crate::kit::handed;
pub use facts::{PaletteEntry, PaletteFacts, PaletteSearch};
use leptos::prelude::*;
use search::matching;
use std::sync::Arc;

crate::messages! {
    OPEN: "移動・検索", "Go to";
    LABEL: "{what}などを入力", "Type {what}";
    OR: "、", " or ";
    BY_PAGE: "画面名", "a page";
    BY_CUSTOMER: "顧客ID", "customer ID";
    BY_NAME: "氏名", "name";
    BY_ADDRESS: "IPアドレス", "IP address";
    BY_INQUIRY: "お問い合わせ番号", "inquiry number";
    BY_COMPANY: "企業名", "company";
    BY_EMAIL: "メールアドレス", "email address";
    BY_CASE: "案件番号", "case number";
    NONE: "見つかりません", "No results";
    SEARCH: "「{typed}」を{title}で検索", "Search {title} for “{typed}”";
    THEME: "テーマを変更：{theme}", "Switch theme: {theme}";
    GLOSSARY: "用語集", "Glossary";
    INVITE: "メンバーを招待", "Invite a member";
}

/// The palette: a dialog with a text field and the matching pages. `boot.js` opens it and loads this code.
#[island]
pub fn Palette() -> impl IntoView {
    let mut facts: PaletteFacts = handed();
    let [open, label, nothing] = [&mut facts.open, &mut facts.label, &mut facts.none].map(std::mem::take);
    let typed = RwSignal::new(String::new());
    let recent = RwSignal::new(String::new());
    let picked = RwSignal::new(0_usize);
    let field = NodeRef::<leptos::html::Input>::new();
    take_over(field, typed, recent);
    let facts = Arc::new(facts);
    let found = move || recent.with(|recent| typed.with(|typed| matching(&facts, typed, recent)));
    let (listed, named, counted) = (found.clone(), found.clone(), found.clone());
    let items = move || {
        let picked = picked.get();
        listed().into_iter().enumerate().map(|(at, entry)| item(entry, at, at == picked)).collect_view()
    };
    let chosen = move || if named().is_empty() { String::new() } else { id_of(picked.get()) };
    view! {
        <button class="palette-open shell-opt" type="button" hidden=true data-wake="focus" commandfor="palette" command="show-modal">
            {open.clone()}<kbd data-apple="⌘K">"Ctrl K"</kbd>
        </button>
        <dialog id="palette" class="palette" data-wake="focus" aria-label=open.clone() on:close=move |_| empty(field, typed, picked)>
            <input
                class="field-input"
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-label=open.clone()
                placeholder=label
                aria-activedescendant=chosen
                autocomplete="off"
                node_ref=field
                on:input=move |ev| { typed.set(event_target_value(&ev)); picked.set(0); }
                on:keydown=move |ev| keys(&ev, counted().len(), picked)
            />
            <ul id="palette-list" class="palette-list" role="listbox" aria-label=open.clone()>{items}</ul>
            <p class="note" role="status">{move || if found().is_empty() { nothing.clone() } else { String::new() }}</p>
        </dialog>
    }
}

fn item(entry: PaletteEntry, at: usize, picked: bool) -> impl IntoView {
    // The address of a page; what a button does has none.
    let hint = entry.path.split(['?', '#']).next().unwrap_or_default().to_owned();
    let selected = if picked { "true" } else { "false" };
    view! {
        <li role="presentation">
            <a role="option" id=id_of(at) href=entry.path tabindex="-1" aria-selected=selected>
                {entry.title}<code>{hint}</code>
            </a>
        </li>
    }
}

fn id_of(at: usize) -> String {
    "palette-".to_owned() + &at.to_string()
}

/// Arrow keys move the selection, Enter opens it. Ignores keys while an input method is composing.
fn keys(ev: &leptos::ev::KeyboardEvent, found: usize, picked: RwSignal<usize>) {
    if ev.is_composing() || ev.key_code() == 229 || found == 0 {
        return;
    }
    match ev.key().as_str() {
        "ArrowDown" => picked.update(|p| *p = (*p + 1) % found),
        "ArrowUp" => picked.update(|p| *p = (*p + found - 1) % found),
        "Enter" => go(picked.get_untracked()),
        _ => return,
    }
    ev.prevent_default();
}

#[cfg(feature = "hydrate")]
fn go(at: usize) {
    use wasm_bindgen::JsCast;
    let link = document().get_element_by_id(&id_of(at));
    if let Some(link) = link.and_then(|l| l.dyn_into::<web_sys::HtmlElement>().ok()) {
        link.click();
    }
}

#[cfg(not(feature = "hydrate"))]
fn go(_at: usize) {}

/// Takes over what was typed while this code was loading, and the pages that were opened last, which `keys.js` has put beside
/// the lines. After hydration, because hydration expects the page as rendered.
#[cfg(feature = "hydrate")]
fn take_over(field: NodeRef<leptos::html::Input>, typed: RwSignal<String>, recent: RwSignal<String>) {
    Effect::new(move |_| {
        let lines = document().get_element_by_id(<PaletteFacts as crate::kit::Handed>::ID);
        let opened = lines.and_then(|lines| lines.get_attribute("data-recent"));
        if let Some(opened) = opened {
            recent.set(opened);
        }
        if let Some(field) = field.get() {
            typed.set(field.value());
        }
    });
}

#[cfg(not(feature = "hydrate"))]
fn take_over(_field: NodeRef<leptos::html::Input>, _typed: RwSignal<String>, _recent: RwSignal<String>) {}

/// Empties the text field when the dialog closes.
#[cfg(feature = "hydrate")]
fn empty(field: NodeRef<leptos::html::Input>, typed: RwSignal<String>, picked: RwSignal<usize>) {
    if let Some(field) = field.get_untracked() {
        field.set_value("");
    }
    typed.set(String::new());
    picked.set(0);
}

#[cfg(not(feature = "hydrate"))]
fn empty(_field: NodeRef<leptos::html::Input>, _typed: RwSignal<String>, _picked: RwSignal<usize>) {}

#[cfg(test)]
mod tests {
    use super::search::matches;
    use super::*;
    use crate::kit::Handed;

    fn page(path: &str, title: &str, aliases: &str) -> PaletteEntry {
        PaletteEntry { path: path.into(), title: title.into(), aliases: aliases.into() }
    }

    fn facts() -> PaletteFacts {
        let search = |path: &str, title: &str| PaletteSearch { path: path.into(), title: title.into() };
        PaletteFacts {
            open: "移動・検索".into(),
            label: "画面の名前を入力".into(),
            none: String::new(),
            searches: vec![
                search("/end-users", "「{typed}」を検索"),
                search("/operation-logs", "Log: {typed}"),
                search("/inquiries", ""),
            ],
            entries: vec![
                page("/", "ホーム", "ほーむ"),
                page("/exports", "Exports", ""),
                page("/cases", "対応案件", ""),
            ],
        }
    }

    #[test]
    fn titles_paths_and_aliases_are_found_by_a_part() {
        let exports = page("/exports", "データ出力 Export", "しゅつりょく csv");
        for typed in ["", " ", "出力", "EXPORT", " export ", "/exp", "データ出力 Export", "ｃｓｖ", "シュツ", "でーた"]
        {
            assert!(matches(&exports, typed), "{typed}");
        }
        for typed in ["x/", "no such page", "データ出力 Export and more"] {
            assert!(!matches(&exports, typed), "{typed}");
        }
    }

    #[test]
    fn what_is_no_page_can_be_searched_for() {
        let found = |typed: &str| matching(&facts(), typed, "").into_iter().map(|entry| entry.path).collect::<Vec<_>>();
        assert_eq!(
            found("C00019994"),
            ["/end-users?q=C00019994", "/operation-logs?q=C00019994", "/inquiries?q=C00019994"]
        );
        assert_eq!(found("203.0.113.5")[0], "/operation-logs?q=203.0.113.5", "an address is in the log");
        assert_eq!(found("Ｑ-2026-0001")[0], "/inquiries?q=%EF%BC%B1-2026-0001");
        assert_eq!(found("CS-2026-0001")[0], "/cases", "a list without a search");
        assert_eq!(found(" 高橋&x ")[0], "/end-users?q=%E9%AB%98%E6%A9%8B%26x");
        assert_eq!(matching(&facts(), "渡邊", "")[0].title, "「渡邊」を検索");
        assert_eq!(found("ホーム"), ["/"]);
    }

    #[test]
    fn pages_that_were_opened_last_come_first() {
        let recent = "/exports /gone";
        let paths =
            |typed: &str| matching(&facts(), typed, recent).into_iter().map(|entry| entry.path).collect::<Vec<_>>();
        assert_eq!(paths(""), ["/exports", "/", "/cases"]);
        assert_eq!(paths("ex"), ["/exports"]);
    }

    #[test]
    fn the_browser_reads_what_the_page_handed_over() {
        assert_eq!(PaletteFacts::from_text(&facts().to_text()), Some(facts()));
        assert_eq!(PaletteFacts::from_text("移動"), None);
    }
}
