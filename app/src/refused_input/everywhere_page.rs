use super::api::{OfCompany, RefusedEverywhere, RefusedInputApi};
use super::messages as m;
use super::parts::{around, days, place, table, total};
use crate::error::AppError;
use crate::kit::{Cell, PageHead, PageLinks, count, short_link};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

const PATH: &str = "/support/refused-input";

/// How often input of each company was refused, for staff (DS-12): numbers, and nothing that anybody typed.
pub async fn everywhere(cx: &PageCx, backend: &(impl RefusedInputApi + ?Sized)) -> Result<Page, AppError> {
    let refused = backend.refused_everywhere(&cx.cursor()).await?;
    Ok(Page::new(m::TITLE, move || view(refused)))
}

fn view(refused: RefusedEverywhere) -> AnyView {
    let head = view! { <PageHead title=t(m::TITLE) sub=t(m::EVERYWHERE_SUB)/> }.into_any();
    let links = PageLinks::new(PATH, &[], &refused.around);
    let (kept, days, any) = (refused.kept, days(&refused.days), !refused.totals.is_empty());
    around(head, kept, links, days, any.then(|| tables(refused)))
}

fn tables(refused: RefusedEverywhere) -> AnyView {
    let full = refused.totals.len() >= usize::try_from(refused.most).unwrap_or(usize::MAX);
    let largest = full.then(|| view! { <p class="note">{tw(&m::LARGEST.with(&[("n", &refused.most)]))}</p> });
    let sum = total(refused.sum, &refused.days);
    let rows = refused.totals.into_iter().map(row).collect();
    view! {
        {sum}
        {largest}
        {table(m::OF_COMPANIES, "h-companies", &[m::COMPANY, m::PAGE, m::FIELD, m::NUMBER], rows)}
    }
    .into_any()
}

fn row(row: OfCompany) -> Vec<Cell> {
    let company = short_link(&tw(&row.company), format!("/support/tenants/{}", row.tenant));
    let [page, field] = place(row.place);
    vec![Cell::new(company), page, field, count(row.number).into()]
}
