use super::api::{OfDay, RefusedInput, RefusedInputApi, Total};
use super::messages as m;
use super::parts::{days, place, table};
use crate::error::AppError;
use crate::kit::{Cell, Empty, PageHead, PageLinks, Pager, count, date_time};
use crate::page::{Page, PageCx};
use crate::security::messages as security;
use crate::text::{t, tw};
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

fn total(total: Total) -> Vec<Cell> {
    let [page, field] = place(total.place);
    vec![page, field, count(total.number).into()]
}

fn of_day(row: OfDay) -> Vec<Cell> {
    let [page, field] = place(row.place);
    vec![Cell::new(date_time(&row.day)), page, field, count(row.number).into()]
}
