use crate::frame::FormState;
use crate::kit::messages as m;
use crate::text::{lang, t, tw};
use leptos::prelude::*;

/// A form that posts to a path of this console. It works without script.
#[component]
pub fn PostForm(
    action: &'static str,
    #[prop(optional)] class: &'static str,
    #[prop(optional, into)] label: Option<String>,
    children: Children,
) -> AnyView {
    view! { <form method="post" action=action class=class aria-label=label novalidate>{children()}</form> }.into_any()
}

/// A button that posts an id. The children are the button's words.
#[component]
pub fn PostButton(
    action: &'static str,
    #[prop(default = "id")] name: &'static str,
    #[prop(into)] id: String,
    #[prop(default = "btn")] class: &'static str,
    /// The name of the button, if its words do not say which of several rows it is about.
    #[prop(optional, into)]
    label: Option<String>,
    children: Children,
) -> AnyView {
    view! {
        <PostForm action=action>
            <input type="hidden" name=name value=id/>
            <button class=class type="submit" aria-label=label>{children()}</button>
        </PostForm>
    }
    .into_any()
}

/// The summary above a refused form: the number of errors, each a link to its field.
#[component]
pub fn ErrorSummary(form: FormState) -> AnyView {
    if !form.is_refused() {
        return ().into_any();
    }
    let title = match form.errors.len() {
        1 => t(m::ERROR_ONE).to_owned(),
        n => tw(&m::ERRORS.with(&[("n", &n)])),
    };
    view! {
        <div class="errs" role="alert" tabindex="-1" id="errors" autofocus>
            <h2>{title}</h2>
            <ul>
                {form.errors
                    .iter()
                    .map(|e| view! { <li><a href=format!("#{}", e.field)>{e.message.of(lang()).to_owned()}</a></li> })
                    .collect_view()}
            </ul>
        </div>
    }
    .into_any()
    .into_any()
}
