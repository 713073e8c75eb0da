use super::display::short_name;
use super::pick::pick_all;
use super::sort::{SortLink, sort_link};
use crate::kit::messages as m;
use crate::text::{Text, t, tw};
use leptos::prelude::*;

/// A column: its heading, and the layout of its cells. On a phone the heading becomes the label of each cell.
#[derive(Clone, Debug)]
pub struct Column {
    pub label: String,
    pub class: &'static str,
    /// True if only screen readers get the heading, such as for a column of buttons.
    pub hidden: bool,
    /// The list can be sorted by it.
    pub sort: Option<SortLink>,
    /// The id of the form that takes the ticks of this column's cells. Its heading has the box for all of them.
    pub picks: Option<&'static str>,
}

impl Column {
    pub fn new(label: impl Into<String>) -> Column {
        Column { label: label.into(), class: "", hidden: false, sort: None, picks: None }
    }

    /// The columns of a table, each with its heading and its layout.
    pub fn all<const N: usize>(columns: [(Text, &'static str); N]) -> Vec<Column> {
        columns.map(|(label, class)| Column::new(t(label)).class(class)).into()
    }

    #[must_use]
    pub fn class(mut self, class: &'static str) -> Column {
        self.class = class;
        self
    }

    #[must_use]
    pub fn sorting(mut self, sort: SortLink) -> Column {
        self.sort = Some(sort);
        self
    }
}

/// The content of a cell.
pub struct Cell(AnyView);

impl Cell {
    pub fn new(view: impl IntoView + 'static) -> Cell {
        Cell(view.into_any())
    }

    /// What a row says, or nothing if the row is forged, because then it is not certain.
    pub fn unless(forged: bool, view: impl IntoView + 'static) -> Cell {
        if forged { Cell::new(()) } else { Cell::new(view) }
    }
}

impl Cell {
    /// A name; an empty one leaves the cell empty.
    pub fn name(name: &str) -> Cell {
        if name.is_empty() { Cell::new(()) } else { Cell::new(short_name(name)) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        // An empty text would render as a space, and a phone hides only cells that are really empty.
        if text.is_empty() { Cell(().into_any()) } else { Cell(text.into_any()) }
    }
}

/// A table: the first column names the row. It scrolls in a labelled region and turns into cards on a phone.
#[component]
pub fn Table(
    /// The name of the table, for the region and, unless a caption is shown, for the caption.
    #[prop(into)]
    name: String,
    /// A caption above the rows, such as `1–50`.
    #[prop(optional, into)]
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    /// Content below each row, in full width, visible while the row's `<details>` is open.
    #[prop(optional)]
    below: Vec<AnyView>,
) -> AnyView {
    let region = tw(&m::TABLE_OF.with(&[("name", &name)]));
    let hidden_caption = caption.is_empty();
    let caption = if hidden_caption { name } else { caption };
    view! {
        <div class="tbl-wrap" role="region" aria-label=region tabindex="0">
            <table class="tbl tbl-cards" role="table">
                <caption class=hidden_caption.then_some("u-vh")>{caption}</caption>
                <thead role="rowgroup"><tr role="row">{columns.iter().map(heading).collect_view()}</tr></thead>
                <tbody role="rowgroup">{body(&columns, rows, below)}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The rows, each with its content below it, if there is any.
fn body(columns: &[Column], rows: Vec<Vec<Cell>>, below: Vec<AnyView>) -> Vec<AnyView> {
    let mut below = below.into_iter();
    let row = |row| (body_row(columns, row), below.next().map(|b| below_row(columns.len(), b))).into_any();
    rows.into_iter().map(row).collect()
}

fn heading(column: &Column) -> AnyView {
    let label = column.label.clone();
    let class = column.class;
    // What screen readers say with each cell is the name of the column without the box.
    let (all, name) = (column.picks.map(pick_all), column.picks.map(|_| label.clone()));
    let (words, sorted) = match column.sort.clone() {
        Some(SortLink { href, now }) => (sort_link(label, href), Some(now.aria())),
        None if column.hidden => (view! { <span class="u-vh">{label}</span> }.into_any(), None),
        None => (label.into_any(), None),
    };
    view! { <th scope="col" role="columnheader" class=class abbr=name aria-sort=sorted>{all}{words}</th> }.into_any()
}

fn below_row(columns: usize, content: AnyView) -> AnyView {
    view! { <tr role="row" class="tbl-detail"><td role="cell" colspan=columns>{content}</td></tr> }.into_any()
}

fn body_row(columns: &[Column], row: Vec<Cell>) -> AnyView {
    let cells = row
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(i, (cell, column))| {
            let class = column.class;
            if i == 0 {
                view! { <th scope="row" role="rowheader" class=class>{cell.0}</th> }.into_any()
            } else {
                let label = column.label.clone();
                view! { <td role="cell" data-label=label class=class>{cell.0}</td> }.into_any()
            }
        })
        .collect_view();
    view! { <tr role="row">{cells}</tr> }.into_any()
}
