//! The live password checklist: the same rule as the server's, evaluated while typing.

use crate::password_rules::PasswordShape;
use leptos::prelude::*;

/// The id of the rules, for the description of the field.
pub const RULES_ID: &str = "new-rules";

/// The id of the checkbox that shows the passwords. It may be checked before this code is loaded.
const SHOW_ID: &str = "new-show";

/// Shows which rules the typed password meets, and a checkbox to show the password. Without script it is the plain
/// list of rules.
#[island]
pub fn Checklist(
    shape: PasswordShape,
    /// The rules in words, in the page's language, as all texts here.
    lines: Vec<String>,
    title: String,
    kept: String,
    not_kept: String,
    /// Said when typing rests; `{n}` and `{all}` are filled in.
    so_far: String,
    show: String,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let awake = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    watch(typed, awake, shown, move || {
        let kept = typed.with_untracked(|p| shape.rules().iter().filter(|rule| shape.keeps(**rule, p)).count());
        said.set(so_far.replace("{n}", &kept.to_string()).replace("{all}", &shape.rules().len().to_string()));
    });
    let items = lines
        .into_iter()
        .zip(shape.rules())
        .map(|(line, rule)| {
            let keeps = move || typed.with(|p| shape.keeps(*rule, p));
            let (kept, not_kept) = (kept.clone(), not_kept.clone());
            view! {
                <li class:is-kept=keeps>
                    {line}
                    <span class="u-vh">{move || if !awake.get() { String::new() } else if keeps() { format!(" ({kept})") } else { format!(" ({not_kept})") }}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <p class="field-hint">{title}</p>
        <ul class="rules" id=RULES_ID data-wake="password">{items}</ul>
        <p class="u-vh" role="status">{move || said.get()}</p>
        <label class="rules-show" hidden=true data-wake="focus">
            <input type="checkbox" id=SHOW_ID on:change=move |ev| shown.set(event_target_checked(&ev))/>
            {show}
        </label>
    }
}

/// Follows the field named `new`, which the page owns, and shows or hides all password fields. `rest` runs when typing
/// rests: what is read out does not follow every key.
#[cfg(feature = "hydrate")]
fn watch(typed: RwSignal<String>, awake: RwSignal<bool>, shown: RwSignal<bool>, rest: impl Fn() + Clone + 'static) {
    use std::time::Duration;
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::HtmlInputElement;

    const REST: Duration = Duration::from_millis(1200);
    let field = |id: &str| document().get_element_by_id(id)?.dyn_into::<HtmlInputElement>().ok();
    let Some(new) = field("new") else { return };
    // As the server does: full-width letters count as the half-width ones they stand for.
    let normal = |input: &HtmlInputElement| String::from(js_sys::JsString::from(input.value()).normalize("NFKC"));
    let read = new.clone();
    let listener = Closure::<dyn Fn()>::new(move || {
        let now = normal(&read);
        typed.set(now.clone());
        let rest = rest.clone();
        let rests = move || typed.with_untracked(|typed| *typed == now);
        set_timeout(
            move || {
                if rests() {
                    rest()
                }
            },
            REST,
        );
    });
    new.set_oninput(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    // After hydration, because hydration expects the page as rendered. Takes over what was typed and checked meanwhile.
    Effect::new(move |_| {
        typed.set(normal(&new));
        shown.set(field(SHOW_ID).is_some_and(|switch| switch.checked()));
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
fn watch(_typed: RwSignal<String>, _awake: RwSignal<bool>, _shown: RwSignal<bool>, _rest: impl Fn()) {}
