use super::total::Total;
use crate::frame::Frame;
use crate::kit::messages as m;
use crate::text::{t, tw};
use leptos::prelude::*;

/// The requested page of a list: after a cursor, before a cursor, or the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCursor {
    pub after: String,
    pub before: String,
    /// The number of rows that the reader chose, one of [`ROWS`]; empty where nothing was chosen. The server checks it
    /// (`paging::rows`).
    pub rows: String,
    /// Pages are shorter on a phone, unless the reader chose a number.
    pub on_phone: bool,
}

impl ListCursor {
    /// True if this is the first page, with the usual number of rows.
    pub fn is_start(&self) -> bool {
        self.after.is_empty() && self.before.is_empty() && self.rows.is_empty()
    }

    /// The rows of a page that has `usual` of them on a larger screen.
    pub fn at_most(&self, usual: u64) -> u64 {
        on_screen(self.on_phone, usual)
    }
}

/// The rows of a page where nothing was chosen: on a phone at most the smallest choice.
fn on_screen(phone: bool, usual: u64) -> u64 {
    if phone { usual.min(ROWS[0]) } else { usual }
}

/// The numbers of rows of a page that readers may choose. Where nothing was chosen, the first one is used on phones, and
/// the second one elsewhere.
pub const ROWS: [u64; 3] = [20, 50, 100];

/// True if a page may have this number of rows. An empty choice is one too.
pub fn is_row_choice(rows: &str) -> bool {
    rows.is_empty() || ROWS.iter().any(|choice| choice.to_string() == rows)
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
    /// The numbers of rows to choose from, each with its address.
    rows: Vec<(u64, String)>,
    /// The number of rows of this page.
    current: u64,
}

impl PageLinks {
    /// Links for a list at `path` whose filters are `filters`.
    pub fn new(path: &str, filters: &[(&str, &str)], around: &Neighbours) -> PageLinks {
        let beside = |name, cursor: &Option<String>| cursor.as_ref().map(|c| link(path, filters, Some((name, c))));
        PageLinks {
            first: around.previous.as_ref().map(|_| link(path, filters, None)),
            previous: beside("before", &around.previous),
            next: beside("after", &around.next),
            ..PageLinks::default()
        }
    }

    /// Adds the choice of the rows per page. `filters` are all other parameters of the address; `total` leaves the choice out
    /// where every choice shows the same rows.
    #[must_use]
    pub fn choosing_rows(mut self, path: &str, filters: &[(&str, &str)], chosen: &str, total: Total) -> PageLinks {
        let phone = use_context::<Frame>().is_some_and(|frame| frame.display.phone);
        self.current = chosen.parse().unwrap_or(on_screen(phone, ROWS[1]));
        if matches!(total, Total::Exactly(n) if n <= ROWS[0]) {
            return self;
        }
        let others: Vec<(&str, &str)> = filters.iter().copied().filter(|(name, _)| *name != "rows").collect();
        self.rows = ROWS.map(|n| (n, link(path, &others, Some(("rows", &n.to_string()))))).into();
        self
    }

    /// True if there is nothing to go to: no other page, and no other number of rows.
    pub fn lead_nowhere(&self) -> bool {
        !self.has_pages() && self.rows.is_empty()
    }

    fn has_pages(&self) -> bool {
        self.previous.is_some() || self.next.is_some()
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
    if links.lead_nowhere() {
        return ().into_any();
    }
    let label = tw(&m::PAGER_OF.with(&[("name", &of)]));
    let has_pages = links.has_pages();
    let rows = (!links.rows.is_empty()).then(|| row_choice(links.rows, links.current));
    let moves = has_pages.then(|| {
        view! {
            <span class="pager-move">
                {move_link(links.first, t(m::FIRST), t(m::NO_PREVIOUS), None)}
                {move_link(links.previous, t(m::PREVIOUS), t(m::NO_PREVIOUS), Some("prev"))}
                {move_link(links.next, t(m::NEXT), t(m::NO_NEXT), Some("next"))}
            </span>
        }
    });
    view! { <nav class="pager u-mt" aria-label=label><span>{shown}</span>{rows}{moves}</nav> }.into_any()
}

/// The numbers of rows to choose from; the one of this page is no link.
fn row_choice(rows: Vec<(u64, String)>, current: u64) -> AnyView {
    let choice = |(n, href): (u64, String)| {
        if n == current {
            view! { <strong aria-current="true">{n}</strong> }.into_any()
        } else {
            view! { <a href=href>{n}</a> }.into_any()
        }
    };
    let choices = rows.into_iter().map(choice).collect_view();
    view! { <span class="pager-rows"><span>{t(m::ROWS)}</span>{choices}</span> }.into_any()
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
