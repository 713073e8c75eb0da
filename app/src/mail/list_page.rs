use super::api::{MailApi, MailList, MailRow};
use super::kinds::MailState;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{
    Altered, Badge, Cell, Choice, Choices, Column, List, NoRows, PageHead, PageLinks, Tone, address, count, date_time,
};
use crate::page::{Page, PageCx};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

const PATH: &str = "/support/outbox";

/// The outbox: every mail and its result.
pub async fn list(cx: &PageCx, backend: &(impl MailApi + ?Sized)) -> Result<Page, AppError> {
    let state = cx.choice("state", MailState::from_code)?;
    let list = backend.mails(state, &cx.cursor()).await?;
    Ok(Page::new(m::OUTBOX, move || view(list, state)))
}

fn view(list: MailList, state: Option<MailState>) -> AnyView {
    let code = state.map_or("", MailState::code);
    let links = PageLinks::new(PATH, &[("state", code)], &list.around);
    let rows = list.rows.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    view! {
        <PageHead title=t(m::OUTBOX) sub=t(m::OUTBOX_SUB)/>
        {filter(list.counts, state)}
        <section class="panel u-mt-l" aria-labelledby="h-list">
            <h2 class="u-vh" id="h-list">{t(m::OUTBOX)}</h2>
            <List name=t(m::OUTBOX) columns=columns() rows=rows links=links none=none/>
        </section>
    }
    .into_any()
}

fn filter(counts: Vec<(MailState, u64)>, state: Option<MailState>) -> AnyView {
    let all = tw(&m::ALL_OF.with(&[("n", &count(counts.iter().map(|(_, n)| n).sum()))]));
    let all = Choice { href: PATH.to_owned(), words: all, current: state.is_none() };
    let each = counts.into_iter().map(|(one, n)| Choice {
        href: format!("{PATH}?state={}", one.code()),
        words: tw(&m::STATE_OF.with(&[("state", &t(one.text())), ("n", &count(n))])),
        current: state == Some(one),
    });
    view! { <Choices label=t(m::FILTER) choices=std::iter::once(all).chain(each).collect()/> }.into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::KIND, "tbl-wide"),
        (m::ADDRESS, "tbl-wide"),
        (m::COMPANY, "tbl-wide"),
        (m::STATE, "tbl-nowrap"),
        (m::CREATED, "tbl-when"),
    ])
}

fn row(row: MailRow) -> Vec<Cell> {
    vec![
        Cell::new(view! { <a href=format!("{PATH}/{}", row.id)>{tw(&row.kind)}</a> }),
        Cell::new(address(&row.address)),
        Cell::new(view! { <span class="name">{company(row.company.as_ref())}</span> }),
        Cell::new(state(row.state)),
        Cell::new(date_time(&row.created)),
    ]
}

/// The company of a mail, or the provider.
pub fn company(name: Option<&Words>) -> String {
    name.map_or_else(|| t(m::PROVIDER).to_owned(), tw)
}

/// A state as a badge.
pub fn state(state: Option<MailState>) -> AnyView {
    let Some(state) = state else { return view! { <Altered/> }.into_any() };
    let tone = match state {
        MailState::Waiting => Tone::Info,
        MailState::Sent => Tone::Ok,
        MailState::Dead => Tone::Danger,
    };
    view! { <Badge tone=tone text=t(state.text())/> }.into_any()
}
