use crate::frame::FormState;
use crate::text::lang;
use leptos::prelude::*;

/// A labelled input that suggests values while somebody types, and takes other values too. Each suggestion has the text that
/// it fills in, and its words.
#[component]
pub fn SuggestField(
    name: &'static str,
    #[prop(into)] label: String,
    suggestions: Vec<(String, String)>,
    value: String,
    #[prop(into)] hint: String,
    form: FormState,
) -> AnyView {
    let error = form.error(name).map(|w| w.of(lang()).to_owned());
    let described = if error.is_some() { format!("{name}-error") } else { format!("{name}-hint") };
    let list = format!("{name}-list");
    let option = |(value, words): (String, String)| view! { <option value=value>{words}</option> };
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {error.clone().map(|e| view! { <p class="field-error" id=format!("{name}-error")>{e}</p> })}
            <input
                class="field-input"
                id=name
                name=name
                type="text"
                list=list.clone()
                value=value
                placeholder=hint.clone()
                autocomplete="off"
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
            />
            <datalist id=list>{suggestions.into_iter().map(option).collect_view()}</datalist>
            <span class="u-vh" id=format!("{name}-hint")>{hint}</span>
        </div>
    }
    .into_any()
}
