use super::messages as m;
use super::{Cell, Column, Empty, PageLinks, Pager, PrintHead, Table};
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// What an empty list says: what it is for, and what to do next.
#[derive(Clone, Copy, Debug)]
pub struct NoRows {
    pub title: Text,
    pub hint: Text,
}

/// A list: a table and, if there is more than one page, its pager. An empty list says what it is for instead.
#[component]
pub fn List(
    #[prop(into)] name: String,
    /// What the list shows, such as the words of `Total::shown`, above the rows and in the pager.
    #[prop(optional, into)]
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    /// Content below each row, as in `Table`.
    #[prop(optional)]
    below: Vec<AnyView>,
    #[prop(optional)] links: Option<PageLinks>,
    /// The number of rows on this page, in words.
    #[prop(default = m::SHOWN)]
    shown: Text,
    none: NoRows,
    /// The address without a filter. An empty list that has a filter offers it.
    #[prop(optional, into)]
    all: Option<String>,
) -> AnyView {
    if rows.is_empty() {
        let all = all.map(|all| view! { <p><a href=all>{t(m::CLEAR)}</a></p> });
        return view! { <Empty title=t(none.title)><p>{t(none.hint)}</p>{all}</Empty> }.into_any();
    }
    let shown = if caption.is_empty() { tw(&shown.with(&[("n", &rows.len())])) } else { caption.clone() };
    let pager = links.map(|links| view! { <Pager of=name.clone() links=links shown=shown.clone()/> });
    // On paper the pager is left out. The head of a list with a filter stands before it, and this one is hidden then.
    let count = caption.is_empty().then(|| {
        view! { <div class="print-count u-screen-none"><PrintHead count=shown.clone()/></div> }
    });
    view! { {count}<Table name=name caption=caption columns=columns rows=rows below=below/>{pager} }.into_any()
}
