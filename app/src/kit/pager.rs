use crate::kit::messages as m;
use crate::text::{t, tw};
use leptos::prelude::*;

/// The requested page of a list: after a cursor, before a cursor, or the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCursor {
    pub after: String,
    pub before: String,
}

/// Cursors of the neighbouring pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// Keyset paging: links to other pages, without page numbers or totals.
#[derive(Clone, Debug, Default)]
pub struct PageLinks {
    /// The first page, unless this is it.
    first: Option<String>,
    previous: Option<String>,
    next: Option<String>,
}

impl PageLinks {
    /// Links for a list at `path` whose filters are `filters`.
    pub fn new(path: &str, filters: &[(&str, &str)], around: &Neighbours) -> PageLinks {
        let beside = |name, cursor: &Option<String>| cursor.as_ref().map(|c| link(path, filters, Some((name, c))));
        PageLinks {
            first: around.previous.as_ref().map(|_| link(path, filters, None)),
            previous: beside("before", &around.previous),
            next: beside("after", &around.next),
        }
    }
}

/// The address of a list with its filters, without empty ones.
pub fn link(path: &str, filters: &[(&str, &str)], cursor: Option<(&str, &str)>) -> String {
    let pairs: Vec<(&str, &str)> = filters.iter().copied().filter(|(_, v)| !v.is_empty()).chain(cursor).collect();
    match serde_html_form::to_string(&pairs) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

/// The pager below a list. Its name contains that of the list, because a page may have several (WCAG 2.4.1, landmarks
/// by name).
#[component]
pub fn Pager(#[prop(into)] of: String, links: PageLinks, #[prop(into)] shown: String) -> AnyView {
    let label = tw(&m::PAGER_OF.with(&[("name", &of)]));
    view! {
        <nav class="pager u-mt" aria-label=label>
            <span>{shown}</span>
            <span class="pager-move">
                {move_link(links.first, t(m::FIRST), t(m::NO_PREVIOUS), None)}
                {move_link(links.previous, t(m::PREVIOUS), t(m::NO_PREVIOUS), Some("prev"))}
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
