use super::api::{MailApi, MailList, MailRow};
use super::kinds::MailState;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{Badge, Cell, Column, Empty, PageHead, PageLinks, Pager, Table, Tone, address, count, date_time};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

const PATH: &str = "/support/outbox";

/// The outbox: every mail and its result.
pub async fn list(cx: &PageCx, backend: &(impl MailApi + ?Sized)) -> Result<Page, AppError> {
    let state = cx.choice("state", MailState::from_code)?;
    let list = backend.mails(state, &cx.place()).await?;
    Ok(Page::new(m::OUTBOX, move || view(list, state)))
}

fn view(list: MailList, state: Option<MailState>) -> AnyView {
    let code = state.map_or("", MailState::code);
    let links = PageLinks::new(PATH, &[("state", code)], &list.around);
    let shown = tw(&m::SHOWN.with(&[("n", &list.rows.len())]));
    let body = if list.rows.is_empty() {
        view! { <Empty title=t(m::NONE)><p>{t(m::NONE_HINT)}</p></Empty> }.into_any()
    } else {
        let rows = list.rows.into_iter().map(row).collect();
        view! { <Table name=t(m::OUTBOX) columns=columns() rows=rows/><Pager of=t(m::OUTBOX) links=links shown=shown/> }
            .into_any()
    };
    view! {
        <PageHead title=t(m::OUTBOX) sub=t(m::OUTBOX_SUB)/>
        {filter(list.counts, state)}
        <section class="panel u-mt-l" aria-labelledby="h-list">
            <h2 class="u-vh" id="h-list">{t(m::OUTBOX)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn filter(counts: [u64; 3], state: Option<MailState>) -> AnyView {
    let link = |href: String, words: String, current: bool| {
        view! { <li><a class="btn btn--small" href=href aria-current=current.then_some("page")>{words}</a></li> }
    };
    let all = tw(&m::ALL_OF.with(&[("n", &count(counts.iter().sum()))]));
    let each = MailState::ALL.into_iter().zip(counts).map(|(one, n)| {
        let words = tw(&m::STATE_OF.with(&[("state", &t(one.text())), ("n", &count(n))]));
        link(format!("{PATH}?state={}", one.code()), words, state == Some(one))
    });
    view! {
        <nav aria-label=t(m::FILTER)>
            <ul class="chips">{link(PATH.to_owned(), all, state.is_none())}{each.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::new(t(m::KIND)).class("tbl-wide"),
        Column::new(t(m::ADDRESS)).class("tbl-wide"),
        Column::new(t(m::COMPANY)).class("tbl-wide"),
        Column::new(t(m::STATE)).class("tbl-nowrap"),
        Column::new(t(m::CREATED)).class("tbl-when"),
    ]
}

fn row(row: MailRow) -> Vec<Cell> {
    vec![
        Cell::new(view! { <a href=format!("{PATH}/{}", row.id)>{tw(&row.kind)}</a> }),
        Cell::new(address(&row.address)),
        Cell::new(view! { <span class="name">{company(&row.company)}</span> }),
        Cell::new(state(row.state)),
        Cell::new(date_time(&row.created)),
    ]
}

/// The company of a mail, or the provider.
pub fn company(name: &str) -> String {
    if name.is_empty() { t(m::PROVIDER).to_owned() } else { name.to_owned() }
}

/// A state as a badge.
pub fn state(state: MailState) -> AnyView {
    let tone = match state {
        MailState::Waiting => Tone::Info,
        MailState::Sent => Tone::Ok,
        MailState::Dead => Tone::Danger,
    };
    view! { <Badge tone=tone text=t(state.text())/> }.into_any()
}
