//! The command palette (Ctrl+K, ⌘+K): go anywhere without the mouse. Without script there is the menu.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A page to go to.
#[derive(Clone, Serialize, Deserialize)]
pub struct PaletteEntry {
    pub path: String,
    pub title: String,
}

/// Texts of the palette in the page's language.
#[derive(Clone, Serialize, Deserialize)]
pub struct PaletteTexts {
    pub open: String,
    pub label: String,
    pub none: String,
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

/// The palette: a dialog with a text field and the matching pages. `boot.js` opens it and loads this code.
#[island]
pub fn Palette(entries: Vec<PaletteEntry>, texts: PaletteTexts) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let picked = RwSignal::new(0_usize);
    let field = NodeRef::<leptos::html::Input>::new();
    let (found, items) = matching(entries, typed, picked);
    take_over(field, typed);
    let none = move || found.with(Vec::is_empty);
    let chosen = move || if none() { String::new() } else { format!("palette-{}", picked.get()) };
    view! {
        <button class="palette-open shell-opt" type="button" hidden=true data-wake="focus" commandfor="palette" command="show-modal">
            {texts.open.clone()}<kbd>"Ctrl K"</kbd>
        </button>
        <dialog id="palette" class="palette" data-wake="focus" aria-label=texts.open.clone() on:close=move |_| empty(field, typed, picked)>
            <input
                class="field-input"
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-label=texts.label.clone()
                placeholder=texts.label
                aria-activedescendant=chosen
                autocomplete="off"
                node_ref=field
                on:input=move |ev| { typed.set(event_target_value(&ev)); picked.set(0); }
                on:keydown=move |ev| keys(&ev, found.with(Vec::len), picked)
            />
            <ul id="palette-list" class="palette-list" role="listbox" aria-label=texts.open.clone()>{items}</ul>
            <p class="note" role="status">{move || if none() { texts.none.clone() } else { String::new() }}</p>
        </dialog>
    }
}

/// The entries that match what is typed, as indexes and as links.
fn matching(
    entries: Vec<PaletteEntry>,
    typed: RwSignal<String>,
    picked: RwSignal<usize>,
) -> (Memo<Vec<usize>>, impl Fn() -> Vec<AnyView> + Send + 'static) {
    let all = entries.clone();
    let matching =
        move |typed: &String| all.iter().enumerate().filter(|(_, p)| matches(p, typed)).map(|(i, _)| i).collect();
    let found: Memo<Vec<usize>> = Memo::new(move |_| typed.with(&matching));
    let items = move || {
        let picked = picked.get();
        let found = found.get();
        let entries = found.iter().filter_map(|i| entries.get(*i)).enumerate();
        entries.map(|(at, entry)| item(entry.clone(), at, at == picked)).collect()
    };
    (found, items)
}

fn item(entry: PaletteEntry, at: usize, picked: bool) -> AnyView {
    let hint = entry.path.clone();
    view! {
        <li role="presentation">
            <a role="option" id=format!("palette-{at}") href=entry.path tabindex="-1" aria-selected=picked.to_string()>
                {entry.title}<code>{hint}</code>
            </a>
        </li>
    }
    .into_any()
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
