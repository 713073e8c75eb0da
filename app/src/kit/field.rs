use crate::frame::FormState;
use crate::kit::messages as m;
use crate::text::{lang, t};
use leptos::prelude::*;

/// The kind of an input: its type, autofill token and input mode.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldKind {
    Text,
    Search,
    Email,
    /// Another person's address, which browsers must not fill in.
    AnothersEmail,
    /// Another person's telephone number.
    AnothersTelephone,
    CurrentPassword,
    NewPassword,
    Date,
    /// A single-use code that the person reads elsewhere.
    Code,
}

impl FieldKind {
    fn kind(self) -> &'static str {
        match self {
            FieldKind::Text | FieldKind::Code => "text",
            FieldKind::Search => "search",
            FieldKind::Email | FieldKind::AnothersEmail => "email",
            FieldKind::AnothersTelephone => "tel",
            FieldKind::CurrentPassword | FieldKind::NewPassword => "password",
            FieldKind::Date => "date",
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            FieldKind::Email => "username",
            FieldKind::CurrentPassword => "current-password",
            FieldKind::NewPassword => "new-password",
            FieldKind::Code => "one-time-code",
            _ => "off",
        }
    }

    fn is_secret(self) -> bool {
        matches!(self, FieldKind::CurrentPassword | FieldKind::NewPassword | FieldKind::Code)
    }
}

/// A labelled input with its hint and, after a refusal, its error. The label is above, the text at the field.
#[component]
pub fn Field(
    name: &'static str,
    #[prop(into)] label: String,
    kind: FieldKind,
    form: FormState,
    /// The initial value, if nothing was typed.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] hint: String,
    /// The id of another element that describes the field.
    #[prop(optional, into)]
    described_by: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] extra_class: &'static str,
) -> AnyView {
    let error = form.error(name).map(|w| w.of(lang()).to_owned());
    let value = if kind.is_secret() { String::new() } else { form.typed(name).map_or(value, ToOwned::to_owned) };
    let described = description(name, error.is_some(), !hint.is_empty(), described_by);
    view! {
        <div class=format!("field {extra_class}")>
            {labelled(name, label, required)}
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.clone().map(|e| view! { <p class="field-error" id=format!("{name}-error")>{e}</p> })}
            <input
                class="field-input"
                id=name
                name=name
                type=kind.kind()
                value=value
                autocomplete=kind.autocomplete()
                required=required
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
            />
        </div>
    }
    .into_any()
}

/// A labelled input for several lines.
#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: String,
    form: FormState,
    #[prop(optional, into)] hint: String,
) -> AnyView {
    let error = form.error(name).map(|w| w.of(lang()).to_owned());
    let value = form.typed(name).unwrap_or_default().to_owned();
    let described = description(name, error.is_some(), !hint.is_empty(), "");
    view! {
        <div class="field">
            {labelled(name, label, true)}
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.clone().map(|e| view! { <p class="field-error" id=format!("{name}-error")>{e}</p> })}
            <textarea
                class="field-input"
                id=name
                name=name
                rows="8"
                autocomplete="off"
                spellcheck="false"
                required=true
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described
            >
                {value}
            </textarea>
        </div>
    }
    .into_any()
}

/// A labelled choice.
#[component]
pub fn SelectField(
    name: &'static str,
    #[prop(into)] label: String,
    /// (value, words); the empty value means "all" or "none".
    options: Vec<(String, String)>,
    selected: String,
    #[prop(optional)] form: FormState,
) -> AnyView {
    let error = form.error(name).map(|w| w.of(lang()).to_owned());
    let selected = form.typed(name).map_or(selected, ToOwned::to_owned);
    let described = description(name, error.is_some(), false, "");
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {error.clone().map(|e| view! { <p class="field-error" id=format!("{name}-error")>{e}</p> })}
            <select class="field-input" id=name name=name aria-invalid=error.is_some().then_some("true") aria-describedby=described>
                {options.into_iter().map(|(value, words)| choice(value, words, &selected)).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

fn choice(value: String, words: String, selected: &str) -> AnyView {
    let chosen = value == selected;
    view! { <option value=value selected=chosen>{words}</option> }.into_any()
}

/// The label. Required fields have a mark beside the label, so that the label stays the field's whole name; screen
/// readers announce `required` themselves.
fn labelled(name: &'static str, label: String, required: bool) -> AnyView {
    let label = view! { <label for=name>{label}</label> };
    if !required {
        return label.into_any();
    }
    view! { <div class="field-head">{label}<span class="field-must" aria-hidden="true">{t(m::REQUIRED)}</span></div> }
        .into_any()
}

/// A refused field is described only by its error, so that screen readers read nothing else first.
fn description(name: &str, error: bool, hint: bool, other: &str) -> Option<String> {
    if error {
        return Some(format!("{name}-error"));
    }
    let hint = hint.then(|| format!("{name}-hint"));
    let ids: Vec<String> = hint.into_iter().chain((!other.is_empty()).then(|| other.to_owned())).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
