use crate::frame::FormState;
use crate::kit::messages as m;
use crate::text::{lang, t};
use leptos::prelude::*;

/// One of a few choices that need an explanation: a radio button with its name, and below it what it means.
pub struct Card {
    pub value: String,
    pub title: String,
    pub body: AnyView,
}

/// A choice between cards. Nothing is chosen unless `chosen` or the refused form says so.
#[component]
pub fn CardChoice(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    cards: Vec<Card>,
    #[prop(optional, into)] chosen: String,
    form: FormState,
) -> AnyView {
    let error = form.error(name).map(|w| w.of(lang()).to_owned());
    let chosen = form.typed(name).map_or(chosen, ToOwned::to_owned);
    let described = match (&error, hint.is_empty()) {
        (Some(_), _) => Some(format!("{name}-error")),
        (None, false) => Some(format!("{name}-hint")),
        (None, true) => None,
    };
    let invalid = error.is_some().then_some("true");
    let cards = cards.into_iter().map(|one| card(name, one, &chosen)).collect_view();
    view! {
        {super::more_styles()}
        <fieldset class="field cards" id=name tabindex="-1" aria-invalid=invalid aria-describedby=described>
            <legend>{label}<span class="field-must" aria-hidden="true">{t(m::REQUIRED)}</span></legend>
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            {error.map(|e| view! { <p class="field-error" id=format!("{name}-error")>{e}</p> })}
            {cards}
        </fieldset>
    }
    .into_any()
}

fn card(name: &'static str, Card { value, title, body }: Card, chosen: &str) -> AnyView {
    let (id, about) = (format!("{name}-{value}"), format!("{name}-{value}-about"));
    let (labels, described, checked) = (id.clone(), about.clone(), value == chosen);
    view! {
        <div class="card">
            <input class="tick" type="radio" id=id name=name value=value checked=checked required aria-describedby=described/>
            <div><label for=labels>{title}</label><div class="card-about" id=about>{body}</div></div>
        </div>
    }
    .into_any()
}
