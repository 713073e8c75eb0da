use super::api::{OfCompany, RefusedEverywhere, RefusedInputApi};
use super::messages as m;
use super::parts::{days, place, table};
use crate::error::AppError;
use crate::kit::{Cell, Empty, PageHead, PageLinks, Pager, count};
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
    let note = tw(&m::NOTE.with(&[("n", &refused.kept)]));
    let links = PageLinks::new(PATH, &[], &refused.around);
    let days = days(&refused.days);
    let body = if refused.totals.is_empty() {
        view! { <Empty title=t(m::NONE)><p>{t(m::NONE_HINT)}</p></Empty> }.into_any()
    } else {
        let sum = tw(&m::TOTAL.with(&[("n", &count(refused.sum))]));
        let full = refused.totals.len() >= usize::try_from(refused.most).unwrap_or(usize::MAX);
        let largest = full.then(|| view! { <p class="note">{tw(&m::LARGEST.with(&[("n", &refused.most)]))}</p> });
        let rows = refused.totals.into_iter().map(row).collect();
        view! {
            <p>{sum}</p>
            {largest}
            {table(m::OF_COMPANIES, "h-companies", &[m::COMPANY, m::PAGE, m::FIELD, m::NUMBER], rows)}
        }
        .into_any()
    };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::EVERYWHERE_SUB)/>
        <div class="stack">
            <p class="note">{note}</p>
            {body}
            <Pager of=t(m::TITLE) links=links shown=days/>
        </div>
    }
    .into_any()
}

fn row(row: OfCompany) -> Vec<Cell> {
    let company = view! { <a class="name" href=format!("/support/tenants/{}", row.tenant)>{row.company}</a> };
    let [page, field] = place(row.place);
    vec![Cell::new(company), page, field, count(row.number).into()]
}
