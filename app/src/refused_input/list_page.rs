use super::api::{OfDay, OfPlace, RefusedInput, RefusedInputApi};
use super::messages as m;
use super::parts::{around, days, place, table, total};
use crate::error::AppError;
use crate::kit::{Cell, PageHead, PageLinks, count, date_time};
use crate::page::{Page, PageCx};
use crate::security::messages as security;
use crate::text::t;
use leptos::prelude::*;

const PATH: &str = "/security/refused-input";

/// How often input of the company was refused, by day, page and field (DS-12).
pub async fn list(cx: &PageCx, backend: &(impl RefusedInputApi + ?Sized)) -> Result<Page, AppError> {
    let refused = backend.refused_input(&cx.cursor()).await?;
    Ok(Page::new(m::TITLE, move || view(refused)))
}

fn view(refused: RefusedInput) -> AnyView {
    let crumbs = vec![("/security".to_owned(), t(security::TITLE).to_owned())];
    let head = view! { <PageHead title=t(m::TITLE) sub=t(m::SUB) crumbs=crumbs/> }.into_any();
    let links = PageLinks::new(PATH, &[], &refused.around);
    let (kept, days, any) = (refused.kept, days(&refused.days), !refused.each.is_empty());
    around(head, kept, links, days, any.then(|| tables(refused)))
}

fn tables(refused: RefusedInput) -> AnyView {
    let sum = refused.totals.iter().fold(0, |sum: u64, total| sum.saturating_add(total.number));
    let sum = total(sum, &refused.days);
    let totals = refused.totals.into_iter().map(of_place).collect();
    let each = refused.each.into_iter().map(of_day).collect();
    view! {
        {sum}
        {table(m::TOTALS, "h-totals", &[m::PAGE, m::FIELD, m::NUMBER], totals)}
        {table(m::BY_DAY, "h-by-day", &[m::DAY, m::PAGE, m::FIELD, m::NUMBER], each)}
    }
    .into_any()
}

fn of_place(total: OfPlace) -> Vec<Cell> {
    let [page, field] = place(total.place);
    vec![page, field, count(total.number).into()]
}

fn of_day(row: OfDay) -> Vec<Cell> {
    let [page, field] = place(row.place);
    vec![Cell::new(date_time(&row.day)), page, field, count(row.number).into()]
}
