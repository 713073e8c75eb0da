use crate::frame::FormState;
use crate::text::lang;
use leptos::prelude::*;

/// Options under one heading: (value, words).
pub struct OptionGroup {
    pub title: String,
    pub options: Vec<(String, String)>,
}

/// A labelled choice among groups of options, after the one for everything.
#[component]
pub fn GroupedSelect(
    name: &'static str,
    #[prop(into)] label: String,
    /// The words of the empty value.
    #[prop(into)]
    all: String,
    groups: Vec<OptionGroup>,
    selected: String,
    form: FormState,
) -> AnyView {
    let error = form.error(name).map(|w| w.of(lang()).to_owned());
    let described = error.is_some().then(|| format!("{name}-error"));
    let option = |(value, words): (String, String)| {
        let chosen = value == selected;
        view! { <option value=value selected=chosen>{words}</option> }
    };
    let group = |group: OptionGroup| {
        view! { <optgroup label=group.title>{group.options.into_iter().map(option).collect_view()}</optgroup> }
    };
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {error.clone().map(|e| view! { <p class="field-error" id=format!("{name}-error")>{e}</p> })}
            <select class="field-input" id=name name=name aria-invalid=error.is_some().then_some("true") aria-describedby=described>
                <option value="">{all}</option>
                {groups.into_iter().map(group).collect_view()}
            </select>
        </div>
    }
    .into_any()
}
