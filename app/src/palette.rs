//! The command palette (Ctrl+K, ⌘+K): go anywhere without the mouse. Without script there is the menu.

use crate::kit::{Handed, Lines, handed, next};
use crate::text::fill;
use leptos::prelude::*;
use std::sync::Arc;

/// A page to go to, or an act that a button of the page does (`#press-` and the button's id; `keys.js` presses it).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaletteEntry {
    pub path: String,
    pub title: String,
    /// Other words for it.
    pub aliases: String,
}

/// A list that can be searched for what is no name of a page: a customer, a person, an IP address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaletteSearch {
    /// The list. It takes what was typed as `q`.
    pub path: String,
    /// The text with `{typed}` to be filled in.
    pub title: String,
}

/// Texts of the palette in the page's language, and the pages to go to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PaletteFacts {
    pub open: String,
    pub label: String,
    pub none: String,
    pub searches: Vec<PaletteSearch>,
    pub entries: Vec<PaletteEntry>,
}

impl Handed for PaletteFacts {
    const ID: &'static str = "palette-lines";

    fn lines(&self) -> Vec<String> {
        let texts = [&self.open, &self.label, &self.none].map(Clone::clone);
        let searches = self.searches.iter().flat_map(|search| [search.path.clone(), search.title.clone()]);
        let entries = self.entries.iter();
        let entries = entries.flat_map(|entry| [entry.path.clone(), entry.title.clone(), entry.aliases.clone()]);
        let n = self.searches.len().to_string();
        texts.into_iter().chain([n]).chain(searches).chain(entries).collect()
    }

    fn from_lines(lines: &mut Lines) -> Option<PaletteFacts> {
        let (open, label, none) = (next(lines)?, next(lines)?, next(lines)?);
        let (mut searches, mut entries) = (Vec::new(), Vec::new());
        for _ in 0..next::<usize>(lines)? {
            searches.push(PaletteSearch { path: next(lines)?, title: next(lines)? });
        }
        while let (Some(path), Some(title), Some(aliases)) = (next(lines), next(lines), next(lines)) {
            entries.push(PaletteEntry { path, title, aliases });
        }
        Some(PaletteFacts { open, label, none, searches, entries })
    }
}

crate::messages! {
    OPEN: "移動・検索", "Go to";
    LABEL: "画面名、顧客ID、氏名、IPアドレスなどを入力", "Type a page, customer ID, name or IP address";
    LABEL_PAGES: "画面名を入力", "Type the name of a page";
    NONE: "見つかりません", "Nothing found";
    SEARCH: "「{typed}」を{title}で検索", "Search {title} for “{typed}”";
    THEME: "テーマを変更：{theme}", "Switch theme: {theme}";
    INVITE: "メンバーを招待", "Invite a member";
}

/// Letters as they are compared: lower case, half width, hiragana.
fn fold(text: &str) -> String {
    let one = |letter: char| {
        let code = letter as u32;
        let code = match code {
            // Full-width signs and letters, and katakana, stand at a fixed distance.
            0xFF01..=0xFF5E => code - 0xFEE0,
            0x30A1..=0x30F6 => code - 0x60,
            0x3000 => 0x20,
            _ => code,
        };
        char::from_u32(code).unwrap_or(letter).to_ascii_lowercase()
    };
    text.trim().chars().map(one).collect()
}

/// Whether an entry's title, path or aliases contain what was typed. Compared as bytes, because the search of `str` would be
/// loaded for this alone.
fn matches(entry: &PaletteEntry, typed: &str) -> bool {
    let typed = fold(typed);
    let has = |text: &String| fold(text).as_bytes().windows(typed.len()).any(|part| part == typed.as_bytes());
    typed.is_empty() || [&entry.title, &entry.path, &entry.aliases].into_iter().any(has)
}

/// The entries that match what is typed; before anything is typed, those that were opened last come first: `recent` has their
/// paths, with spaces between them. What is the name of no page can be searched for.
fn matching(facts: &PaletteFacts, typed: &str, recent: &str) -> Vec<PaletteEntry> {
    let typed = typed.trim();
    let recent = if typed.is_empty() { recent } else { "" };
    let mut found = Vec::new();
    for path in recent.split(' ') {
        found.extend(facts.entries.iter().find(|entry| entry.path == path).cloned());
    }
    for entry in &facts.entries {
        if matches(entry, typed) && recent.split(' ').all(|path| entry.path != path) {
            found.push(entry.clone());
        }
    }
    if found.is_empty() { searches(&facts.searches, typed) } else { found }
}

/// The searches for what was typed. An address of a network is looked for in the last one, the log, first.
fn searches(all: &[PaletteSearch], typed: &str) -> Vec<PaletteEntry> {
    let of = |search: &PaletteSearch| PaletteEntry {
        path: [search.path.as_str(), "?q=", &encoded(typed)].concat(),
        title: fill(&search.title, &[("typed", &typed)]),
        aliases: String::new(),
    };
    let mut found: Vec<_> = all.iter().map(of).collect();
    let parts = |byte: u8| byte == b'.' || byte == b':';
    if typed.bytes().any(parts)
        && typed.bytes().all(|byte| parts(byte) || byte.is_ascii_hexdigit())
        && let Some(last) = found.pop()
    {
        found.insert(0, last);
    }
    found
}

/// A value as an address has it. Browsers know how.
#[cfg(feature = "hydrate")]
fn encoded(value: &str) -> String {
    js_sys::encode_uri_component(value).into()
}

/// A value as an address has it (RFC 3986, 2.3).
#[cfg(not(feature = "hydrate"))]
fn encoded(value: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |n: u8| char::from(HEX[usize::from(n & 15)]);
            out.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
    out
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
                aria-label=label.clone()
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
        let opened =
            document().get_element_by_id(PaletteFacts::ID).and_then(|lines| lines.get_attribute("data-recent"));
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
    use super::*;

    fn page(path: &str, title: &str, aliases: &str) -> PaletteEntry {
        PaletteEntry { path: path.into(), title: title.into(), aliases: aliases.into() }
    }

    fn facts() -> PaletteFacts {
        let search = |path: &str, title: &str| PaletteSearch { path: path.into(), title: title.into() };
        PaletteFacts {
            open: "移動・検索".into(),
            label: "画面の名前を入力".into(),
            none: String::new(),
            searches: vec![search("/end-users", "「{typed}」を検索"), search("/operation-logs", "Log: {typed}")],
            entries: vec![page("/", "ホーム", "ほーむ"), page("/exports", "Exports", "")],
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
        assert_eq!(found("C00019994"), ["/end-users?q=C00019994", "/operation-logs?q=C00019994"]);
        assert_eq!(found("203.0.113.5")[0], "/operation-logs?q=203.0.113.5", "an address is in the log");
        assert_eq!(found(" 高橋&x ")[0], "/end-users?q=%E9%AB%98%E6%A9%8B%26x");
        assert_eq!(matching(&facts(), "渡邊", "")[0].title, "「渡邊」を検索");
        assert_eq!(found("ホーム"), ["/"]);
    }

    #[test]
    fn pages_that_were_opened_last_come_first() {
        let recent = "/exports /gone";
        let paths =
            |typed: &str| matching(&facts(), typed, recent).into_iter().map(|entry| entry.path).collect::<Vec<_>>();
        assert_eq!(paths(""), ["/exports", "/"]);
        assert_eq!(paths("o"), ["/exports"]);
    }

    #[test]
    fn the_browser_reads_what_the_page_handed_over() {
        assert_eq!(PaletteFacts::from_text(&facts().to_text()), Some(facts()));
        assert_eq!(PaletteFacts::from_text("移動"), None);
    }
}
