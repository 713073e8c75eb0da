//! The live password checklist: the same rule as the server's, evaluated while typing.

use crate::password_rules::PasswordShape;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A line of the checklist, in the page's language.
#[derive(Clone, Serialize, Deserialize)]
pub struct CheckLine {
    pub text: String,
}

/// The other words of the checklist.
#[derive(Clone, Serialize, Deserialize)]
pub struct CheckTexts {
    pub title: String,
    pub kept: String,
    pub not_kept: String,
    /// Said when typing rests; `{n}` and `{all}` are filled in.
    pub so_far: String,
    pub show: String,
}

/// Where the rules stand, for the description of the field.
pub const RULES_ID: &str = "new-rules";

/// Shows which rules the typed password keeps, and a switch to read what was typed. Without script it is the plain
/// list of rules.
#[island]
pub fn Checklist(shape: PasswordShape, lines: Vec<CheckLine>, texts: CheckTexts) -> impl IntoView {
    let CheckTexts { title, kept, not_kept, so_far, show } = texts;
    let typed = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let awake = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    watch(typed, awake, shown);
    say(typed, said, shape, so_far);
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
        <ul class="rules" id=RULES_ID>{items}</ul>
        <p class="u-vh" role="status">{move || said.get()}</p>
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
    // As the server does: full-width letters count as the half-width ones they stand for.
    let normal = |input: &HtmlInputElement| String::from(js_sys::JsString::from(input.value()).normalize("NFKC"));
    let read = new.clone();
    let listener = Closure::<dyn Fn()>::new(move || typed.set(normal(&read)));
    new.set_oninput(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    // After hydration, which takes the page as it is.
    Effect::new(move |_| {
        typed.set(normal(&new));
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

/// Says how many rules are kept, once typing rests: not after every key.
#[cfg(feature = "hydrate")]
fn say(typed: RwSignal<String>, said: RwSignal<String>, shape: PasswordShape, so_far: String) {
    use std::time::Duration;

    const REST: Duration = Duration::from_millis(1200);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let kept = typed.with(|p| shape.rules().iter().filter(|rule| shape.keeps(**rule, p)).count());
        if let Some(earlier) = waiting.get_value() {
            earlier.clear();
        }
        if typed.with(String::is_empty) {
            return;
        }
        let words = so_far.replace("{n}", &kept.to_string()).replace("{all}", &shape.rules().len().to_string());
        waiting.set_value(set_timeout_with_handle(move || said.set(words), REST).ok());
    });
}

#[cfg(not(feature = "hydrate"))]
fn say(_typed: RwSignal<String>, _said: RwSignal<String>, _shape: PasswordShape, _so_far: String) {}

#[cfg(not(feature = "hydrate"))]
fn watch(_typed: RwSignal<String>, _awake: RwSignal<bool>, _shown: RwSignal<bool>) {}
