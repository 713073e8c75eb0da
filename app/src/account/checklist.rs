//! The live password checklist: the same rule as the server's, evaluated while typing.

use crate::password_rules::PasswordShape;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A line of the checklist, in the page's language.
#[derive(Clone, Serialize, Deserialize)]
pub struct CheckLine {
    pub text: String,
}

/// Shows which rules the typed password keeps, and a switch to read what was typed. Without script it is the plain
/// list of rules.
#[island]
pub fn Checklist(
    shape: PasswordShape,
    lines: Vec<CheckLine>,
    title: String,
    kept: String,
    not_kept: String,
    show: String,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let awake = RwSignal::new(false);
    watch(typed, awake, shown);
    let items = lines
        .into_iter()
        .zip(shape.rules())
        .map(|(line, rule)| {
            let keeps = move || typed.with(|p| shape.keeps(*rule, p));
            let (kept, not_kept) = (kept.clone(), not_kept.clone());
            view! {
                <li class:is-kept=keeps>
                    {line.text}
                    <span class="u-vh">{move || if !awake.get() { String::new() } else if keeps() { format!(" ({kept})") } else { format!(" ({not_kept})") }}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <p class="field-hint">{title}</p>
        <ul class="rules">{items}</ul>
        <label class="rules-show" hidden=move || !awake.get()>
            <input type="checkbox" prop:checked=move || shown.get() on:change=move |_| shown.update(|s| *s = !*s)/>
            {show}
        </label>
    }
}

/// Follows the field named `new`, which the page owns, and shows or hides all password fields.
#[cfg(feature = "hydrate")]
fn watch(typed: RwSignal<String>, awake: RwSignal<bool>, shown: RwSignal<bool>) {
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::HtmlInputElement;

    let field = |id: &str| document().get_element_by_id(id)?.dyn_into::<HtmlInputElement>().ok();
    let Some(new) = field("new") else { return };
    let read = new.clone();
    let listener = Closure::<dyn Fn()>::new(move || typed.set(read.value()));
    new.set_oninput(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    // After hydration, which takes the page as it is.
    Effect::new(move |_| {
        typed.set(new.value());
        awake.set(true);
    });
    Effect::new(move |_| {
        let kind = if shown.get() { "text" } else { "password" };
        for id in ["current", "new", "again"] {
            if let Some(input) = field(id) {
                input.set_type(kind);
            }
        }
    });
}

#[cfg(not(feature = "hydrate"))]
fn watch(_typed: RwSignal<String>, _awake: RwSignal<bool>, _shown: RwSignal<bool>) {}
