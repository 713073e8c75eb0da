//! The command palette (Ctrl+K, ⌘+K): go anywhere without the mouse. Without script there is the menu.

use crate::kit::{Handed, Lines, handed, next};
use leptos::prelude::*;
use std::sync::Arc;

/// A page to go to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaletteEntry {
    pub path: String,
    pub title: String,
}

/// Texts of the palette in the page's language, and the pages to go to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PaletteFacts {
    pub open: String,
    pub label: String,
    pub none: String,
    pub entries: Vec<PaletteEntry>,
}

impl Handed for PaletteFacts {
    const ID: &'static str = "palette-lines";

    fn lines(&self) -> Vec<String> {
        let texts = [&self.open, &self.label, &self.none];
        let entries = self.entries.iter().flat_map(|entry| [&entry.path, &entry.title]);
        texts.into_iter().chain(entries).cloned().collect()
    }

    fn from_lines(lines: &mut Lines) -> Option<PaletteFacts> {
        let (open, label, none) = (next(lines)?, next(lines)?, next(lines)?);
        let mut entries = Vec::new();
        while let (Some(path), Some(title)) = (next(lines), next(lines)) {
            entries.push(PaletteEntry { path, title });
        }
        Some(PaletteFacts { open, label, none, entries })
    }
}

crate::messages! {
    OPEN: "移動", "Go to";
    LABEL: "画面の名前を入力", "Type the name of a page";
    NONE: "見つかりません", "Nothing found";
}

/// Whether an entry's title or path contains what was typed, letter case aside.
fn matches(entry: &PaletteEntry, typed: &str) -> bool {
    let typed = typed.trim().to_ascii_lowercase();
    typed.is_empty() || entry.title.to_ascii_lowercase().contains(&typed) || entry.path.contains(&typed)
}

/// The entries that match what is typed.
fn matching(entries: &[PaletteEntry], typed: &str) -> Vec<PaletteEntry> {
    entries.iter().filter(|entry| matches(entry, typed)).cloned().collect()
}

/// The palette: a dialog with a text field and the matching pages. `boot.js` opens it and loads this code.
#[island]
pub fn Palette() -> impl IntoView {
    let PaletteFacts { open, label, none: nothing, entries } = handed();
    let typed = RwSignal::new(String::new());
    let picked = RwSignal::new(0_usize);
    let field = NodeRef::<leptos::html::Input>::new();
    take_over(field, typed);
    let entries = Arc::new(entries);
    let found = move || typed.with(|typed| matching(&entries, typed));
    let (listed, named, counted) = (found.clone(), found.clone(), found.clone());
    let items = move || {
        let picked = picked.get();
        listed().into_iter().enumerate().map(|(at, entry)| item(entry, at, at == picked)).collect_view()
    };
    let chosen = move || if named().is_empty() { String::new() } else { format!("palette-{}", picked.get()) };
    view! {
        <button class="palette-open shell-opt" type="button" hidden=true data-wake="focus" commandfor="palette" command="show-modal">
            {open.clone()}<kbd>"Ctrl K"</kbd>
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
    let hint = entry.path.clone();
    view! {
        <li role="presentation">
            <a role="option" id=format!("palette-{at}") href=entry.path tabindex="-1" aria-selected=picked.to_string()>
                {entry.title}<code>{hint}</code>
            </a>
        </li>
    }
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
    let link = document().get_element_by_id(&format!("palette-{at}"));
    if let Some(link) = link.and_then(|l| l.dyn_into::<web_sys::HtmlElement>().ok()) {
        link.click();
    }
}

#[cfg(not(feature = "hydrate"))]
fn go(_at: usize) {}

/// Takes over what was typed while this code was loading. After hydration, because hydration expects the page as rendered.
#[cfg(feature = "hydrate")]
fn take_over(field: NodeRef<leptos::html::Input>, typed: RwSignal<String>) {
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            typed.set(field.value());
        }
    });
}

#[cfg(not(feature = "hydrate"))]
fn take_over(_field: NodeRef<leptos::html::Input>, _typed: RwSignal<String>) {}

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

    fn page(path: &str, title: &str) -> PaletteEntry {
        PaletteEntry { path: path.into(), title: title.into() }
    }

    #[test]
    fn titles_and_paths_are_found_by_a_part() {
        let exports = page("/exports", "データ出力 Export");
        for typed in ["", " ", "出力", "EXPORT", " export ", "/exp", "データ出力 Export"] {
            assert!(matches(&exports, typed), "{typed}");
        }
        for typed in ["x/", "no such page", "データ出力 Export and more"] {
            assert!(!matches(&exports, typed), "{typed}");
        }
    }

    #[test]
    fn the_browser_reads_what_the_page_handed_over() {
        let told = PaletteFacts {
            open: "移動".into(),
            label: "画面の名前を入力".into(),
            none: String::new(),
            entries: vec![page("/", "ホーム"), page("/exports", "Exports")],
        };
        assert_eq!(PaletteFacts::from_text(&told.to_text()), Some(told));
        assert_eq!(PaletteFacts::from_text("移動"), None);
    }
}
