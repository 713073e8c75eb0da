//! The command palette (Ctrl+K, ⌘+K): opens any page without the mouse. Without script people use the menu.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A page in the palette.
#[derive(Clone, Serialize, Deserialize)]
pub struct Place {
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

/// True if the title or path contains the typed text, ignoring letter case.
fn matches(place: &Place, typed: &str) -> bool {
    let typed = typed.trim().to_ascii_lowercase();
    typed.is_empty() || place.title.to_ascii_lowercase().contains(&typed) || place.path.contains(&typed)
}

/// The palette: a dialog with a text field and the matching pages.
#[island]
pub fn Palette(places: Vec<Place>, texts: PaletteTexts) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let picked = RwSignal::new(0_usize);
    let awake = RwSignal::new(false);
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let found = {
        let places = places.clone();
        Memo::new(move |_| {
            typed.with(|typed| {
                places.iter().enumerate().filter(|(_, p)| matches(p, typed)).map(|(i, _)| i).collect::<Vec<_>>()
            })
        })
    };
    listen(dialog, awake, typed, picked);
    let none = move || found.with(Vec::is_empty);
    let items = move || {
        let picked = picked.get();
        let found = found.get();
        found
            .iter()
            .enumerate()
            .filter_map(|(at, i)| places.get(*i).map(|p| (at, p)))
            .map(|(at, p)| {
                let (path, title, hint) = (p.path.clone(), p.title.clone(), p.path.clone());
                let id = format!("palette-{at}");
                view! {
                    <li role="presentation">
                        <a role="option" id=id href=path tabindex="-1" aria-selected=if at == picked { "true" } else { "false" }>
                            {title}<code>{hint}</code>
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <button class="palette-open shell-opt" type="button" hidden=move || !awake.get() on:click=move |_| open(dialog, typed, picked)>
            {texts.open.clone()}<kbd>"Ctrl K"</kbd>
        </button>
        <dialog class="palette" node_ref=dialog aria-label=texts.open.clone()>
            <input
                class="field-input"
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-label=texts.label.clone()
                placeholder=texts.label
                aria-activedescendant=move || if none() { String::new() } else { format!("palette-{}", picked.get()) }
                autocomplete="off"
                prop:value=move || typed.get()
                on:input=move |ev| { typed.set(event_target_value(&ev)); picked.set(0); }
                on:keydown=move |ev| keys(&ev, found.with(Vec::len), picked)
            />
            <ul id="palette-list" class="palette-list" role="listbox" aria-label=texts.open.clone()>{items}</ul>
            <p class="note" role="status">{move || if none() { texts.none.clone() } else { String::new() }}</p>
        </dialog>
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

/// Opens the dialog with an empty text field.
#[cfg(feature = "hydrate")]
fn open(dialog: NodeRef<leptos::html::Dialog>, typed: RwSignal<String>, picked: RwSignal<usize>) {
    if let Some(dialog) = dialog.get_untracked()
        && !dialog.open()
    {
        typed.set(String::new());
        picked.set(0);
        drop(dialog.show_modal());
    }
}

#[cfg(not(feature = "hydrate"))]
fn open(_dialog: NodeRef<leptos::html::Dialog>, _typed: RwSignal<String>, _picked: RwSignal<usize>) {}

/// Opens the palette on Ctrl+K and ⌘+K, unless an input method is composing.
#[cfg(feature = "hydrate")]
fn listen(
    dialog: NodeRef<leptos::html::Dialog>,
    awake: RwSignal<bool>,
    typed: RwSignal<String>,
    picked: RwSignal<usize>,
) {
    // After hydration, because hydration expects the page as rendered.
    Effect::new(move |_| awake.set(true));
    let handle = window_event_listener(leptos::ev::keydown, move |ev| {
        let composing = ev.is_composing() || ev.key_code() == 229;
        if !composing && (ev.ctrl_key() || ev.meta_key()) && !ev.alt_key() && ev.key().eq_ignore_ascii_case("k") {
            ev.prevent_default();
            open(dialog, typed, picked);
        }
    });
    std::mem::forget(handle);
}

#[cfg(not(feature = "hydrate"))]
fn listen(
    _dialog: NodeRef<leptos::html::Dialog>,
    _awake: RwSignal<bool>,
    _typed: RwSignal<String>,
    _picked: RwSignal<usize>,
) {
}
