//! Sorting of a list by its headings. The order stands in the address, so it works without script.

use crate::messages;
use crate::text::tw;
use leptos::prelude::*;

messages! {
    SORT_BY: "「{column}」で並べ替え", "Sort by {column}";
}

/// How a column sorts its list: the address of the list in that order, and the order that it has now.
#[derive(Clone, Debug)]
pub struct SortLink {
    pub href: String,
    pub now: Sorted,
}

/// The order of a list by one of its columns (`aria-sort`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sorted {
    No,
    Ascending,
    Descending,
}

impl Sorted {
    pub fn aria(self) -> &'static str {
        match self {
            Sorted::No => "none",
            Sorted::Ascending => "ascending",
            Sorted::Descending => "descending",
        }
    }
}

/// The heading of a column that sorts.
pub fn sort_link(label: String, href: String) -> AnyView {
    let title = tw(&SORT_BY.with(&[("column", &label)]));
    view! { <a class="tbl-sort" href=href title=title>{label}</a> }.into_any()
}
