use super::api::{MailApi, MailList, MailRow};
use super::kinds::MailState;
use super::messages as m;
use crate::error::AppError;
use crate::kit::{
    Altered, Badge, Cell, Choice, Choices, Column, FilterForm, List, NoRows, PageHead, PageLinks, PrintHead,
    SelectField, Tone, address, count, date_time, link, or_all, printed, printed_rows,
};
use crate::mail_kind::MailKind;
use crate::page::{Page, PageCx};
use crate::text::{Words, t, tw};
use leptos::prelude::*;

const PATH: &str = "/support/outbox";

/// The outbox: every mail and its result.
pub async fn list(cx: &PageCx, backend: &(impl MailApi + ?Sized)) -> Result<Page, AppError> {
    let state = cx.choice("state", MailState::from_code)?;
    let list = backend.mails(state, cx.query("kind").unwrap_or_default(), &cx.cursor()).await?;
    Ok(Page::new(m::OUTBOX, move || view(list, state)))
}

/// The address of the outbox with its filter.
fn pairs(state: Option<MailState>, kind: Option<MailKind>) -> [(&'static str, &'static str); 2] {
    [("state", state.map_or("", MailState::code)), ("kind", kind.map_or("", MailKind::code))]
}

fn view(list: MailList, state: Option<MailState>) -> AnyView {
    let kind = list.kind;
    let links = PageLinks::new(PATH, &pairs(state, kind), &list.around);
    let chosen = vec![
        printed(m::STATE, state.map_or("", |state| t(state.text()))),
        printed(m::KIND, kind.map_or("", |kind| t(kind.text()))),
    ];
    let count_words = printed_rows(list.rows.len());
    let kinds = kinds(&list.kinds, state, kind);
    let rows = list.rows.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    view! {
        <PageHead title=t(m::OUTBOX) sub=t(m::OUTBOX_SUB)/>
        {filter(list.counts, state, kind)}
        {kinds}
        <section class="panel u-mt-l" aria-labelledby="h-list">
            <h2 class="u-vh" id="h-list">{t(m::OUTBOX)}</h2>
            <PrintHead conditions=chosen count=count_words/>
            <List name=t(m::OUTBOX) columns=columns() rows=rows links=links none=none/>
        </section>
    }
    .into_any()
}

fn filter(counts: Vec<(MailState, u64)>, state: Option<MailState>, kind: Option<MailKind>) -> AnyView {
    let href = |state| link(PATH, &pairs(state, kind), None);
    let all = tw(&m::ALL_OF.with(&[("n", &count(counts.iter().map(|(_, n)| n).sum()))]));
    let all = Choice { href: href(None), words: all, current: state.is_none() };
    let each = counts.into_iter().map(|(one, n)| Choice {
        href: href(Some(one)),
        words: tw(&m::STATE_OF.with(&[("state", &t(one.text())), ("n", &count(n))])),
        current: state == Some(one),
    });
    view! { <Choices label=t(m::FILTER) choices=std::iter::once(all).chain(each).collect()/> }.into_any()
}

/// The choice of one kind of mail.
fn kinds(all: &[MailKind], state: Option<MailState>, kind: Option<MailKind>) -> AnyView {
    let options = or_all(all.iter().map(|kind| (kind.code().to_owned(), t(kind.text()).to_owned())));
    let [_, (_, selected)] = pairs(state, kind);
    let state = state.map(|state| view! { <input type="hidden" name="state" value=state.code()/> });
    view! {
        <FilterForm action=PATH class="filter u-mt">
            {state}
            <div class="filter-wide"><SelectField name="kind" label=t(m::KIND) options=options selected=selected.to_owned()/></div>
        </FilterForm>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::KIND, "tbl-wide"),
        (m::ADDRESS, "tbl-wide"),
        (m::COMPANY, "tbl-wide tbl-minor"),
        (m::STATE, "tbl-nowrap"),
        (m::CREATED, "tbl-when tbl-minor"),
    ])
}

fn row(row: MailRow) -> Vec<Cell> {
    vec![
        Cell::new(view! { <a href=format!("{PATH}/{}", row.id)>{tw(&row.kind)}</a> }),
        Cell::new(address(&row.address)),
        Cell::name(&company(row.company.as_ref())),
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
