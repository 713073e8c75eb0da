use super::Icon;
use super::pager::link;
use crate::kit::messages as m;
use crate::text::{t, tw};
use leptos::prelude::*;

/// An active filter of a list: the query parameter, its value, and its words.
#[derive(Clone, Debug)]
pub struct Condition {
    pub name: &'static str,
    pub value: String,
    pub words: String,
}

/// The active filters, each with a link that removes it. Renders nothing without filters.
#[component]
pub fn Chips(
    #[prop(into)] path: String,
    conditions: Vec<Condition>,
    /// Parameters of the address that are no conditions and stay, such as the rows per page.
    #[prop(optional)]
    keep: Vec<(&'static str, String)>,
) -> AnyView {
    let keep: Vec<(&str, &str)> = keep.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let active: Vec<Condition> = conditions.into_iter().filter(|c| !c.value.is_empty()).collect();
    if active.is_empty() {
        return ().into_any();
    }
    let chips = active
        .iter()
        .map(|chip| {
            let others = active.iter().filter(|c| c.name != chip.name);
            let filters: Vec<(&str, &str)> = others.map(|c| (c.name, c.value.as_str())).chain(keep.clone()).collect();
            let remove = tw(&m::REMOVE_FILTER.with(&[("what", &chip.words)]));
            view! {
                <li class="chip">
                    {chip.words.clone()}
                    <a href=link(&path, &filters, None)><span class="u-vh">{remove}</span><Icon name="x"/></a>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="chips" aria-label=t(m::ACTIVE_FILTERS)>{chips}<li><a href=link(&path, &keep, None)>{t(m::CLEAR)}</a></li></ul>
    }
    .into_any()
}
