use crate::kit::messages as m;
use crate::text::t;
use leptos::prelude::*;

/// Keyset paging: where the first page and the next page are. There is no page number and no total to count.
#[derive(Clone, Debug, Default)]
pub struct PageLinks {
    /// The first page, when this is not it.
    pub first: Option<String>,
    /// The next page, when there is one.
    pub next: Option<String>,
}

impl PageLinks {
    /// Links for a list at `path` whose filters are `filters`, standing after a cursor or at the start.
    pub fn new(path: &str, filters: &[(&str, &str)], at_start: bool, next_after: Option<&str>) -> PageLinks {
        PageLinks {
            first: (!at_start).then(|| link(path, filters, None)),
            next: next_after.map(|after| link(path, filters, Some(after))),
        }
    }
}

/// The address of a list under its filters; the empty ones are left out.
pub(super) fn link(path: &str, filters: &[(&str, &str)], after: Option<&str>) -> String {
    let pairs: Vec<(&str, &str)> =
        filters.iter().copied().filter(|(_, v)| !v.is_empty()).chain(after.map(|a| ("after", a))).collect();
    match serde_html_form::to_string(&pairs) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

/// The pager below a list.
#[component]
pub fn Pager(links: PageLinks, #[prop(into)] shown: String) -> AnyView {
    view! {
        <nav class="pager u-mt" aria-label=t(m::PAGER)>
            <span>{shown}</span>
            <span class="pager-move">
                {move_link(links.first, t(m::FIRST), t(m::NO_PREVIOUS), None)}
                {move_link(links.next, t(m::NEXT), t(m::NO_NEXT), Some("next"))}
            </span>
        </nav>
    }
    .into_any()
}

fn move_link(href: Option<String>, word: &'static str, why_not: &'static str, rel: Option<&'static str>) -> AnyView {
    match href {
        Some(href) => view! { <a class="btn btn--small" href=href rel=rel>{word}</a> }.into_any(),
        None => view! {
            <a class="btn btn--small" role="link" aria-disabled="true" tabindex="0">
                {word}<span class="u-vh">{why_not}</span>
            </a>
        }
        .into_any(),
    }
}
