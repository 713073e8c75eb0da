use crate::frame::FormState;
use crate::kit::Because;
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
    /// A time in Japan, to the minute.
    DateTime,
    /// A single-use code that the person reads elsewhere, of letters and digits.
    Code,
    /// A code of six digits from an app or a mail: phones show the keys for digits. Full-width digits and spaces are taken,
    /// and so is a recovery code that somebody pastes here.
    DigitCode,
}

impl FieldKind {
    fn kind(self) -> &'static str {
        match self {
            FieldKind::Text | FieldKind::Code | FieldKind::DigitCode => "text",
            FieldKind::Search => "search",
            FieldKind::Email | FieldKind::AnothersEmail => "email",
            FieldKind::AnothersTelephone => "tel",
            FieldKind::CurrentPassword | FieldKind::NewPassword => "password",
            FieldKind::Date => "date",
            FieldKind::DateTime => "datetime-local",
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            FieldKind::Email => "username",
            FieldKind::CurrentPassword => "current-password",
            FieldKind::NewPassword => "new-password",
            FieldKind::Code | FieldKind::DigitCode => "one-time-code",
            _ => "off",
        }
    }

    fn is_secret(self) -> bool {
        use FieldKind::{Code, CurrentPassword, DigitCode, NewPassword};
        matches!(self, CurrentPassword | NewPassword | Code | DigitCode)
    }

    /// The keys that phones show.
    fn input_mode(self) -> Option<&'static str> {
        (self == FieldKind::DigitCode).then_some("numeric")
    }

    /// What is typed as a rule. Older phones choose their keys by it; forms are checked on the server alone.
    fn pattern(self) -> Option<&'static str> {
        (self == FieldKind::DigitCode).then_some("[0-9０-９ 　]*")
    }

    /// The longest text: four groups of a recovery code, and some room.
    fn longest(self) -> Option<&'static str> {
        (self == FieldKind::DigitCode).then_some("24")
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
    /// The id of a sentence elsewhere that refuses this field together with others; empty without one.
    #[prop(optional)]
    refused_by: &'static str,
    /// The values of the profile that refuse what was typed. Their statements stand beside the error.
    #[prop(optional)]
    because: &'static [&'static str],
    /// True if the page opens with the focus here.
    #[prop(optional)]
    focus: bool,
) -> AnyView {
    let together = (!refused_by.is_empty()).then(|| refused_by.to_owned());
    let error = form.error(name).map(|w| w.of(lang()).to_owned()).filter(|_| together.is_none());
    let refused = error.is_some() || together.is_some();
    let value = if kind.is_secret() { String::new() } else { form.typed(name).map_or(value, ToOwned::to_owned) };
    let because = error.is_some().then(|| view! { <Because keys=because/> });
    let described = together.or_else(|| description(name, error.is_some(), !hint.is_empty(), described_by));
    view! {
        <div class=format!("field {extra_class}")>
            {above(name, label, required, hint, error)}
            {because}
            <input
                class="field-input" id=name name=name type=kind.kind() value=value
                autocomplete=kind.autocomplete()
                inputmode=kind.input_mode() pattern=kind.pattern() maxlength=kind.longest()
                required=required autofocus=focus
                aria-invalid=refused.then_some("true") aria-describedby=described
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
    /// The initial value, if nothing was typed.
    #[prop(optional, into)]
    value: String,
    #[prop(optional)] required: bool,
    /// True for what people paste and do not write, such as a certificate.
    #[prop(optional)]
    pasted: bool,
) -> AnyView {
    let (rows, spell_check) = if pasted { ("8", Some("false")) } else { ("4", None) };
    let error = form.error(name).map(|w| w.of(lang()).to_owned());
    let refused = error.is_some();
    let value = form.typed(name).map_or(value, ToOwned::to_owned);
    let described = description(name, refused, !hint.is_empty(), "");
    view! {
        <div class="field">
            {above(name, label, required, hint, error)}
            <textarea
                class="field-input"
                id=name
                name=name
                rows=rows
                autocomplete="off"
                spellcheck=spell_check
                required=required
                aria-invalid=refused.then_some("true")
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
    /// Help, between the label and the choice like that of every field.
    #[prop(optional, into)]
    hint: String,
    /// Shows that something must be chosen. The server says so at the field.
    #[prop(optional)]
    required: bool,
) -> AnyView {
    let error = form.error(name).map(|w| w.of(lang()).to_owned());
    let refused = error.is_some();
    let must = required.then_some("true");
    let selected = form.typed(name).map_or(selected, ToOwned::to_owned);
    let described = description(name, refused, !hint.is_empty(), "");
    view! {
        <div class="field">
            {above(name, label, required, hint, error)}
            <select class="field-input" id=name name=name aria-required=must aria-invalid=refused.then_some("true") aria-describedby=described>
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

/// What stands above every field: its label, its help and, after a refusal, its error.
fn above(name: &'static str, label: String, required: bool, hint: String, error: Option<String>) -> AnyView {
    view! {
        {labelled(name, label, required)}
        {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
        {error.map(|e| view! { <p class="field-error" id=format!("{name}-error")>{e}</p> })}
    }
    .into_any()
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
