use super::Icon;
use super::messages as m;
use crate::text::{Text, t};
use leptos::prelude::*;

/// The form that narrows a list. Its fields are children; the list's address takes them as its query.
#[component]
pub fn FilterForm(
    #[prop(into)] action: String,
    #[prop(default = "filter")] class: &'static str,
    #[prop(default = m::NARROW)] verb: Text,
    children: Children,
) -> AnyView {
    view! {
        <form class=class method="get" action=action role="search" aria-label=t(m::NARROW)>
            {children()}
            <div class="btn-row">
                <button class="btn btn--primary" type="submit"><Icon name="search"/>{t(verb)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The options of a filter, after the one for everything.
pub fn or_all(options: impl IntoIterator<Item = (String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), t(m::ALL).to_owned())).chain(options).collect()
}

/// One of the views of a page, such as the open cases.
pub struct Choice {
    pub href: String,
    pub words: String,
    /// The page shows this view.
    pub current: bool,
}

/// Links to the views of a page.
#[component]
pub fn Choices(#[prop(into)] label: String, choices: Vec<Choice>) -> AnyView {
    let link = |Choice { href, words, current }| {
        view! { <li><a class="btn btn--small" href=href aria-current=current.then_some("page")>{words}</a></li> }
    };
    let links = choices.into_iter().map(link).collect_view();
    view! { <nav aria-label=label><ul class="chips">{links}</ul></nav> }.into_any()
}
