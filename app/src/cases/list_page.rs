use super::api::{CaseList, CaseRow, CasesApi, HelpList};
use super::cells::{PATH, asked, called, due, ended_altered, state};
use super::messages as m;
use super::requests;
use super::states::kind;
use crate::error::AppError;
use crate::kit::{Cell, Choice, Choices, Column, List, ListCursor, NoRows, PageHead, PageLinks, Panel};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The part of the desk's work that is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CaseFilter {
    /// Open requests and open cases.
    Open,
    All,
    Requests,
}

impl CaseFilter {
    fn from_code(code: &str) -> Option<CaseFilter> {
        match code {
            "all" => Some(CaseFilter::All),
            requests::SHOW => Some(CaseFilter::Requests),
            _ => None,
        }
    }
}

/// The desk's work for all companies.
pub async fn list(cx: &PageCx, backend: &(impl CasesApi + ?Sized)) -> Result<Page, AppError> {
    let (shown, cursor) = (cx.choice("show", CaseFilter::from_code)?.unwrap_or(CaseFilter::Open), cx.cursor());
    let asked = match shown {
        CaseFilter::Requests => Some(backend.help_requests(&cursor).await?),
        CaseFilter::Open if cursor == ListCursor::default() => Some(backend.help_requests(&cursor).await?),
        _ => None,
    };
    let list = match shown {
        CaseFilter::Requests => None,
        _ => Some(backend.cases(shown == CaseFilter::Open, &cursor).await?),
    };
    Ok(Page::new(m::TITLE, move || view(shown, asked, list)))
}

fn view(shown: CaseFilter, asked: Option<HelpList>, list: Option<CaseList>) -> AnyView {
    // An empty list of requests beside open cases is left out.
    let asked = asked.filter(|asked| shown == CaseFilter::Requests || !asked.rows.is_empty());
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB)/>
        {chips(shown)}
        <div class="stack u-mt-l">
            {asked.map(requests::panel)}
            {list.map(|list| cases(shown, list))}
        </div>
    }
    .into_any()
}

fn chips(shown: CaseFilter) -> AnyView {
    let view = |this: CaseFilter, show: &str, words| Choice {
        href: crate::kit::link(PATH, &[("show", show)], None),
        words: t(words).to_owned(),
        current: this == shown,
    };
    let choices = vec![
        view(CaseFilter::Open, "", m::OPEN),
        view(CaseFilter::Requests, requests::SHOW, m::ASKED_SHORT),
        view(CaseFilter::All, "all", m::ALL),
    ];
    view! { <Choices label=t(m::FILTER) choices=choices/> }.into_any()
}

fn cases(shown: CaseFilter, list: CaseList) -> AnyView {
    let filters = [("show", if shown == CaseFilter::All { "all" } else { "" })];
    let links = PageLinks::new(PATH, &filters, &list.around);
    let rows = list.rows.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    view! {
        <Panel id="h-cases" title=t(m::CASES)>
            <List name=t(m::TITLE) columns=columns() rows=rows links=links none=none/>
        </Panel>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::PERSON, "tbl-who"),
        (m::COMPANY, "tbl-wide"),
        (m::KIND, ""),
        (m::STATE, "tbl-tight"),
        (m::ASKED_AT, "tbl-when"),
        (m::DUE, "tbl-when"),
    ])
}

fn row(row: CaseRow) -> Vec<Cell> {
    let uncertain = !row.is_certain();
    vec![
        Cell::new(view! { <a class="name" href=format!("{PATH}/{}", row.id)>{called(&row)}</a> }),
        Cell::new(view! { <span class="name">{tw(&row.company)}</span> }),
        Cell::unless(uncertain, t(kind(row.removes_second_factor))),
        Cell::new(view! { <div>{state(&row)}{ended_altered(&row)}</div> }),
        Cell::unless(uncertain, asked(&row.asked, &row.waited)),
        Cell::unless(uncertain, due(&row.due, row.late)),
    ]
}
