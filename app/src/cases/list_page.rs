use super::api::{CaseList, CaseRow, HelpRequest};
use super::messages as m;
use super::states::{CaseState, kind};
use crate::error::AppError;
use crate::kit::{
    Badge, Cell, Column, Empty, PageHead, PageLinks, Pager, Place, PostForm, Table, Tone, address, date_time, link,
};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

const PATH: &str = "/support/cases";

/// The queue of all companies.
pub async fn list(cx: &PageCx) -> Result<Page, AppError> {
    let open = cx.query("show") != Some("all");
    let asked = cx.backend.help_requests().await?;
    let list = cx.backend.cases(open, &Place::read(cx)).await?;
    Ok(Page::new(m::TITLE, move || view(asked, list, open)))
}

fn view(asked: Vec<HelpRequest>, list: CaseList, open: bool) -> AnyView {
    let filters = [("show", if open { "" } else { "all" })];
    let links = PageLinks::new(PATH, &filters, &list.around);
    let shown = tw(&m::SHOWN.with(&[("n", &list.rows.len())]));
    let body = if list.rows.is_empty() {
        view! { <Empty title=t(m::NONE)><p>{t(m::NONE_HINT)}</p></Empty> }.into_any()
    } else {
        let rows = list.rows.into_iter().map(row).collect();
        view! { <Table name=t(m::TITLE) columns=columns() rows=rows/><Pager links=links shown=shown/> }.into_any()
    };
    let current = |here: bool| here.then_some("page");
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB)/>
        <nav aria-label=t(m::FILTER)>
            <ul class="chips">
                <li><a class="btn btn--small" href=PATH aria-current=current(open)>{t(m::OPEN)}</a></li>
                <li><a class="btn btn--small" href=format!("{PATH}?show=all") aria-current=current(!open)>{t(m::ALL)}</a></li>
            </ul>
        </nav>
        <div class="stack u-mt-l">
            <section class="panel" aria-label=t(m::TITLE)>{body}</section>
            {(!asked.is_empty()).then(|| requests(asked))}
        </div>
    }
    .into_any()
}

/// What people ask who cannot sign in; the address leads to the account, if there is one.
fn requests(asked: Vec<HelpRequest>) -> AnyView {
    let columns = [
        (m::EMAIL, "tbl-wide"),
        (m::NAME, ""),
        (m::ASK_KIND, "tbl-wide"),
        (m::ASK_MESSAGE, "tbl-wide"),
        (m::ASKED_AT, "tbl-when"),
        (m::ACTS, ""),
    ];
    let columns = columns.map(|(text, class)| Column::new(t(text)).class(class)).into();
    let rows = asked.into_iter().map(request).collect();
    view! {
        <section class="panel" aria-labelledby="h-asked">
            <div class="panel-head panel-head--pad"><h2 id="h-asked">{t(m::ASKED)}</h2></div>
            <p class="note">{t(m::ASKED_SUB)}</p>
            <Table name=t(m::ASKED) columns=columns rows=rows/>
        </section>
    }
    .into_any()
}

fn request(asked: HelpRequest) -> Vec<Cell> {
    let look = link("/support/accounts", &[("email", &asked.email)], None);
    let id = asked.id.clone();
    vec![
        Cell::new(address(&asked.email)),
        Cell::new(view! { <span class="name">{asked.name}</span> }),
        t(asked.kind).to_owned().into(),
        asked.message.into(),
        Cell::new(date_time(&asked.at)),
        Cell::new(view! {
            <div class="btn-row">
                <a class="btn btn--small" href=look>{t(m::ASK_LOOK)}</a>
                <PostForm action="/support/cases/answered">
                    <input type="hidden" name="id" value=id/>
                    <button class="btn btn--small" type="submit">{t(m::ASK_DONE)}</button>
                </PostForm>
            </div>
        }),
    ]
}

fn columns() -> Vec<Column> {
    let columns = [
        (m::PERSON, "tbl-wide"),
        (m::COMPANY, "tbl-wide"),
        (m::KIND, ""),
        (m::STATE, "tbl-nowrap"),
        (m::OPENED, "tbl-when"),
        (m::DUE, "tbl-when"),
    ];
    columns.map(|(text, class)| Column::new(t(text)).class(class)).into()
}

fn row(row: CaseRow) -> Vec<Cell> {
    vec![
        Cell::new(view! { <a class="name" href=format!("{PATH}/{}", row.id)>{row.name.clone()}</a> }),
        Cell::new(view! { <span class="name">{row.company.clone()}</span> }),
        t(kind(row.removes_second_factor)).to_owned().into(),
        Cell::new(state(row.state)),
        Cell::new(date_time(&row.opened)),
        Cell::new(due(&row)),
    ]
}

/// The promise, and whether it is broken.
pub fn due(row: &CaseRow) -> AnyView {
    let late = row.late.then(|| view! { " "<Badge tone=Tone::Danger text=t(m::LATE)/> });
    view! { {row.due.as_ref().map(date_time)}{late} }.into_any()
}

/// A state as a badge.
pub fn state(state: CaseState) -> AnyView {
    let tone = match state {
        CaseState::Done => Tone::Ok,
        CaseState::Closed => Tone::Plain,
        CaseState::Opened | CaseState::Consented => Tone::Warn,
        CaseState::Checked | CaseState::Approved => Tone::Info,
    };
    view! { <Badge tone=tone text=t(state.text())/> }.into_any()
}
