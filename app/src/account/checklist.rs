//! The live password checklist: the same rule as the server's, evaluated while typing.

use crate::kit::{Handed, Lines, handed, next};
use crate::password_rules::PasswordShape;
use crate::text::fill;
use leptos::prelude::*;

/// The id of the rules, for the description of the field.
pub const RULES_ID: &str = "new-rules";

/// The id of the checkbox that shows the passwords. It may be checked before this code is loaded.
const SHOW_ID: &str = "new-show";

/// The rule, and the texts of the checklist in the page's language.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ChecklistFacts {
    pub shape: PasswordShape,
    pub title: String,
    pub kept: String,
    pub not_kept: String,
    /// Said when typing rests; `{n}` and `{all}` are filled in.
    pub so_far: String,
    pub show: String,
    /// The rules in words.
    pub rules: Vec<String>,
}

impl Handed for ChecklistFacts {
    const ID: &'static str = "checklist-lines";

    fn lines(&self) -> Vec<String> {
        let PasswordShape { min, max, letters_and_digits } = self.shape;
        let shape = [min.to_string(), max.to_string(), letters_and_digits.to_string()];
        let texts = [&self.title, &self.kept, &self.not_kept, &self.so_far, &self.show];
        shape.into_iter().chain(texts.into_iter().chain(&self.rules).cloned()).collect()
    }

    fn from_lines(lines: &mut Lines) -> Option<ChecklistFacts> {
        let shape = PasswordShape { min: next(lines)?, max: next(lines)?, letters_and_digits: next(lines)? };
        let (title, kept, not_kept) = (next(lines)?, next(lines)?, next(lines)?);
        let (so_far, show) = (next(lines)?, next(lines)?);
        let rules = lines.map(ToOwned::to_owned).collect();
        Some(ChecklistFacts { shape, title, kept, not_kept, so_far, show, rules })
    }
}

/// Shows which rules the typed password meets, and a checkbox to show the password. Without script it is the plain
/// list of rules.
#[island]
pub fn Checklist() -> impl IntoView {
    let ChecklistFacts { shape, title, kept, not_kept, so_far, show, rules } = handed();
    let typed = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let awake = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    watch(typed, awake, shown, move || {
        let kept = typed.with_untracked(|p| shape.rules().iter().filter(|rule| shape.keeps(**rule, p)).count());
        said.set(fill(&so_far, &[("n", &kept), ("all", &shape.rules().len())]));
    });
    let items = rules
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_reads_what_the_page_handed_over() {
        let told = ChecklistFacts {
            shape: PasswordShape { min: 8, max: 128, letters_and_digits: true },
            title: "規則".into(),
            kept: "kept".into(),
            not_kept: "not yet".into(),
            so_far: "{n} of {all} rules met".into(),
            show: "Show passwords".into(),
            rules: vec!["8 to 128 characters".into(), "At least one digit (0–9)".into()],
        };
        assert_eq!(ChecklistFacts::from_text(&told.to_text()), Some(told));
        assert_eq!(ChecklistFacts::from_text("eight\n128\ntrue"), None);
    }
}
