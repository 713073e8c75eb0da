use super::api::{NamedPlace, OfDay, RefusedInput, RefusedInputApi, Total};
use super::messages as m;
use crate::error::AppError;
use crate::kit::{Cell, Column, Empty, PageHead, PageLinks, Pager, Table, When, count, date_time};
use crate::page::{Page, PageCx};
use crate::security::messages as security;
use crate::text::{Lang, Text, lang, t, tw};
use leptos::prelude::*;

const PATH: &str = "/security/refused-input";

/// How often input of the company was refused, by day, page and field (DS-12).
pub async fn list(cx: &PageCx, backend: &(impl RefusedInputApi + ?Sized)) -> Result<Page, AppError> {
    let refused = backend.refused_input(&cx.cursor()).await?;
    Ok(Page::new(m::TITLE, move || view(refused)))
}

fn view(refused: RefusedInput) -> AnyView {
    let crumbs = vec![("/security".to_owned(), t(security::TITLE).to_owned())];
    let note = tw(&m::NOTE.with(&[("n", &refused.kept)]));
    let links = PageLinks::new(PATH, &[], &refused.around);
    let days = days(&refused.days);
    let body = if refused.each.is_empty() {
        view! { <Empty title=t(m::NONE)><p>{t(m::NONE_HINT)}</p></Empty> }.into_any()
    } else {
        let sum: u64 = refused.totals.iter().map(|total| total.number).sum();
        let sum = tw(&m::TOTAL.with(&[("n", &count(sum))]));
        let totals = refused.totals.into_iter().map(total).collect();
        let each = refused.each.into_iter().map(of_day).collect();
        view! {
            <p>{sum}</p>
            {table(m::TOTALS, "h-totals", &[m::PAGE, m::FIELD, m::NUMBER], totals)}
            {table(m::BY_DAY, "h-by-day", &[m::DAY, m::PAGE, m::FIELD, m::NUMBER], each)}
        }
        .into_any()
    };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) crumbs=crumbs/>
        <div class="stack">
            <p class="note">{note}</p>
            {body}
            <Pager of=t(m::TITLE) links=links shown=days/>
        </div>
    }
    .into_any()
}

fn days((from, to): &(When, When)) -> String {
    let said = |when: &When| if lang() == Lang::Ja { when.ja.clone() } else { when.en.clone() };
    tw(&m::DAYS.with(&[("from", &said(from)), ("to", &said(to))]))
}

fn table(title: Text, id: &'static str, columns: &[Text], rows: Vec<Vec<Cell>>) -> AnyView {
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

fn total(total: Total) -> Vec<Cell> {
    let [page, field] = place(total.place);
    vec![page, field, count(total.number).into()]
}

fn of_day(row: OfDay) -> Vec<Cell> {
    let [page, field] = place(row.place);
    vec![Cell::new(date_time(&row.day)), page, field, count(row.number).into()]
}

/// The page with its path, and the label of the field, or else its name.
fn place(place: NamedPlace) -> [Cell; 2] {
    let NamedPlace { at, page, label } = place;
    let field = match label {
        Some(words) => tw(&words).into_any(),
        None => view! { <code>{at.field}</code> }.into_any(),
    };
    let page = view! { <span class="who"><strong>{tw(&page)}</strong><span><code>{at.path}</code></span></span> };
    [Cell::new(page), Cell::new(field)]
}
