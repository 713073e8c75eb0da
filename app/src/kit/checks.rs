use crate::frame::FormState;
use crate::kit::messages as m;
use crate::text::{lang, t};
use leptos::prelude::*;

/// A check box.
pub struct Check {
    pub value: String,
    pub words: String,
    pub ticked: bool,
}

/// Check boxes under one heading, sent as one repeated field.
#[component]
pub fn Checks(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    checks: Vec<Check>,
    form: FormState,
    /// Shows the boxes as sentences, one below the other.
    #[prop(optional)]
    long: bool,
    /// What stands between the hint and the boxes, such as buttons that tick some of them.
    #[prop(optional)]
    above: Option<AnyView>,
    /// At least one box must be ticked.
    #[prop(optional)]
    required: bool,
) -> AnyView {
    let error = form.error(name).map(|w| w.of(lang()).to_owned());
    let invalid = error.is_some().then_some("true");
    let described = if error.is_some() { format!("{name}-error") } else { format!("{name}-hint") };
    let must = required.then(|| view! { " "<span class="field-must" aria-hidden="true">{t(m::REQUIRED)}</span> });
    let boxes = checks.into_iter().map(|check| {
        view! {
            <label><input class="tick" type="checkbox" name=name value=check.value checked=check.ticked/>{check.words}</label>
        }
    });
    view! {
        <fieldset
            class="field"
            id=name
            tabindex="-1"
            aria-invalid=invalid
            aria-describedby=described
        >
            <legend>{label}{must}</legend>
            <p class="field-hint" id=format!("{name}-hint")>{hint}</p>
            {error.map(|e| view! { <p class="field-error" id=format!("{name}-error")>{e}</p> })}
            {above}
            <div class=if long { "ticks ticks--long" } else { "ticks" }>{boxes.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
