use crate::frame::Frame;
use crate::kit::messages as m;
use crate::text::t;
use leptos::prelude::*;

/// The address of the help for the page. The frame hands it to the head.
#[derive(Clone)]
pub struct HelpAt(pub Option<String>);

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
                    <div class="head-name"><h1>{title}</h1>{help()}</div>
                    {(!sub.is_empty()).then(|| view! { <p class="head-sub">{sub}</p> })}
                </div>
                {meta.map(|a| view! { <div class="head-meta">{a}</div> })}
                {acts.map(|a| view! { <div class="head-acts">{a}</div> })}
            </div>
        </div>
    }
    .into_any()
}

/// The link to the help for this page. Screen readers say so, because the bar has a link to all help. A page for people who are
/// not signed in has it above.
fn help() -> Option<AnyView> {
    use_context::<Frame>()?.session.as_ref()?;
    let href = use_context::<HelpAt>()?.0?;
    Some(
        view! { <a class="head-help" href=href>{t(m::HELP)}<span class="u-vh">{t(m::HELP_HERE)}</span></a> }.into_any(),
    )
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
