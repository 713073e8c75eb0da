use crate::kit::messages as m;
use crate::text::t;
use leptos::prelude::*;

/// The page head: the beam with the title, a description, the state of the object, and the actions. A wide screen has the
/// actions beside the title.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    #[prop(optional, into)] sub: String,
    /// Parent pages as (path, title).
    #[prop(optional)]
    crumbs: Vec<(String, String)>,
    #[prop(optional)] acts: Option<AnyView>,
    #[prop(optional)] meta: Option<AnyView>,
) -> AnyView {
    let trail = (!crumbs.is_empty()).then(|| trail(crumbs, title.clone()));
    view! {
        <div class="head">
            {trail}
            <div class="head-row">
                <div class="head-title">
                    <h1>{title}</h1>
                    {(!sub.is_empty()).then(|| view! { <p class="head-sub">{sub}</p> })}
                </div>
                {meta.map(|a| view! { <div class="head-meta">{a}</div> })}
                {acts.map(|a| view! { <div class="head-acts">{a}</div> })}
            </div>
        </div>
    }
    .into_any()
}

/// The parent pages, and this page.
fn trail(crumbs: Vec<(String, String)>, last: String) -> AnyView {
    view! {
        <nav aria-label=t(m::BREADCRUMBS)>
            <ol class="head-crumbs">
                {crumbs.into_iter().map(|(path, name)| view! { <li><a href=path>{name}</a></li> }).collect_view()}
                <li aria-current="page">{last}</li>
            </ol>
        </nav>
    }
    .into_any()
}
