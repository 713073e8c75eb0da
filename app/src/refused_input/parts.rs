//! What the pages of a company and of staff have in common.

use super::api::{NamedPlace, ShownDays};
use super::messages as m;
use crate::kit::{Cell, Column, Empty, PageLinks, Pager, PrintHead, Table, When, count};
use crate::text::{Lang, Text, lang, t, tw};
use leptos::prelude::*;

/// The page around its tables. Without tables it says that nothing was refused.
pub fn around(head: AnyView, kept: u32, links: PageLinks, days: String, tables: Option<AnyView>) -> AnyView {
    let note = tw(&m::NOTE.with(&[("n", &kept)]));
    let empty = || view! { <Empty title=t(m::NONE)><p>{t(m::NONE_HINT)}</p></Empty> }.into_any();
    view! {
        {head}
        <div class="stack">
            <p class="note">{note}</p>
            // The days stand above what is counted in them; the pager below repeats them.
            <p><strong>{days.clone()}</strong></p>
            {tables.unwrap_or_else(empty)}
            <Pager of=t(m::TITLE) links=links shown=days/>
        </div>
    }
    .into_any()
}

/// How much was refused in all on these days.
pub fn total(sum: u64, shown: &ShownDays) -> AnyView {
    let words = tw(&m::TOTAL.with(&[("n", &count(sum))]));
    view! { <PrintHead conditions=vec![days(shown)] count=words.clone()/><p>{words}</p> }.into_any()
}

/// The days that a page shows, in words.
pub fn days(days: &ShownDays) -> String {
    let said = |when: &When| if lang() == Lang::Ja { when.ja.clone() } else { when.en.clone() };
    tw(&m::DAYS.with(&[("from", &said(&days.first)), ("to", &said(&days.last))]))
}

/// A table with its heading.
pub fn table(title: Text, id: &'static str, columns: &[Text], rows: Vec<Vec<Cell>>) -> AnyView {
    let class = |text: &Text| match *text {
        m::NUMBER => "tbl-num",
        m::DAY => "tbl-nowrap",
        _ => "tbl-wide",
    };
    let columns = columns.iter().map(|text| Column::new(t(*text)).class(class(text))).collect();
    view! {
        <section class="panel" aria-labelledby=id>
            <div class="panel-head"><h2 id=id>{t(title)}</h2></div>
            <Table name=t(title) columns=columns rows=rows/>
        </section>
    }
    .into_any()
}

/// The page with its path, and the label of the field, or else its name.
pub fn place(place: NamedPlace) -> [Cell; 2] {
    let NamedPlace { at, page, label } = place;
    let field = match label {
        Some(words) => tw(&words).into_any(),
        None => view! { <code>{at.field}</code> }.into_any(),
    };
    let page = view! { <span class="who"><strong>{tw(&page)}</strong><span><code>{at.path}</code></span></span> };
    [Cell::new(page), Cell::new(field)]
}
