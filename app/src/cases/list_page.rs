use super::api::{CaseFilter, CaseList, CaseRow, CasesApi, DeskFigures, HelpList, With};
use super::cells::{PATH, asked, assignee, deadline, ended_altered, state};
use super::messages as m;
use super::requests;
use super::states::{CaseState, kind};
use crate::error::AppError;
use crate::exports::api::FILES;
use crate::kit::{
    Cell, Chips, Choice, Choices, Column, Condition, ErrorSummary, Field, FieldKind, FilterForm, Icon, List, NoRows,
    PageHead, PageLinks, Panel, PrintHead, SelectField, count, date_time, link, or_all, printed_rows, short_name,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The part of the desk's work that is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CaseView {
    /// Open cases, and the first of the open requests.
    Open,
    All,
    Requests,
}

impl CaseView {
    fn from_code(code: &str) -> Option<CaseView> {
        match code {
            "all" => Some(CaseView::All),
            requests::SHOW => Some(CaseView::Requests),
            _ => None,
        }
    }

    fn code(self) -> &'static str {
        match self {
            CaseView::Open => "",
            CaseView::All => "all",
            CaseView::Requests => requests::SHOW,
        }
    }
}

/// What the address asks for.
struct CaseQuery {
    shown: CaseView,
    filter: CaseFilter,
    /// The number as it was typed.
    typed: String,
    /// What cannot be read of it.
    refused: FormState,
}

impl CaseQuery {
    fn read(cx: &PageCx) -> Result<CaseQuery, AppError> {
        let shown = cx.choice("show", CaseView::from_code)?.unwrap_or(CaseView::Open);
        let (filter, errors) = match CaseFilter::read(|name| cx.query(name)) {
            Ok(filter) => (filter, Vec::new()),
            Err(AppError::Invalid(errors)) => (CaseFilter::default(), errors),
            Err(error) => return Err(error),
        };
        let typed = cx.query("q").unwrap_or_default().to_owned();
        Ok(CaseQuery { shown, filter, typed, refused: FormState { errors, typed: Vec::new() } })
    }

    /// The filter as the address has it.
    fn pairs(&self) -> [(&'static str, &str); 4] {
        let state = self.filter.state.map(CaseState::code).unwrap_or_default();
        let with = self.filter.with.map(With::code).unwrap_or_default();
        [("show", self.shown.code()), ("state", state), ("with", with), ("q", &self.typed)]
    }

    /// True if the queue is narrowed by more than the choice of a view.
    fn is_narrowed(&self) -> bool {
        self.pairs()[1..].iter().any(|(_, value)| !value.is_empty())
    }
}

/// The desk's work for all companies.
pub async fn list(cx: &PageCx, backend: &(impl CasesApi + ?Sized)) -> Result<Page, AppError> {
    let (asked, cursor) = (CaseQuery::read(cx)?, cx.cursor());
    let whole = asked.shown == CaseView::Open && cursor.is_start() && !asked.is_narrowed();
    let requests = match asked.shown {
        CaseView::Requests => Some(backend.help_requests(requests::PAGE, &cursor).await?),
        _ if whole => Some(backend.help_requests(requests::FIRST, &cursor).await?),
        _ => None,
    };
    let refused = asked.refused.is_refused();
    let list = match asked.shown {
        CaseView::Requests => None,
        _ if refused => None,
        _ => Some(backend.cases(&asked.filter, &cursor).await?),
    };
    // The queue stays where something that nobody can read keeps its figures from being counted.
    let figures = if refused { None } else { backend.desk_figures().await.unwrap_or_default() };
    let may_download = cx.session()?.may(FILES);
    Ok(Page::new(m::TITLE, move || view(&asked, requests, list, figures, may_download)).refused(refused))
}

fn view(
    asked: &CaseQuery,
    requests: Option<HelpList>,
    list: Option<CaseList>,
    figures: Option<DeskFigures>,
    may_download: bool,
) -> AnyView {
    let all = asked.shown == CaseView::Requests;
    // An empty list of requests beside open cases is left out.
    let requests = requests.filter(|found| all || !found.rows.is_empty());
    let waiting = figures.map(|figures| figures.requests).filter(|n| !all && requests.is_some() && *n > 0);
    let requests = requests.map(|found| if all { requests::panel(found) } else { requests::first(found) });
    let file = (may_download && list.is_some()).then(|| download(asked));
    let narrows = (asked.shown != CaseView::Requests).then(|| filter_form(asked));
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) nostrip:acts=file/>
        <ErrorSummary form=asked.refused.clone()/>
        {chips(asked.shown, figures)}
        {narrows}
        {waiting.map(requests::link_to_all)}
        <div class="stack u-mt-l">
            {list.map(|list| cases(asked, list))}
            {requests}
        </div>
    }
    .into_any()
}

/// The same cases as a file.
fn download(asked: &CaseQuery) -> AnyView {
    let file = link(&format!("{PATH}/file"), &asked.pairs(), None);
    view! { <a class="btn" href=file data-file=""><Icon name="download"/>{t(m::DOWNLOAD)}</a> }.into_any()
}

/// The views, with how much waits in them.
fn chips(shown: CaseView, figures: Option<DeskFigures>) -> AnyView {
    let view = |this: CaseView, words, n: Option<u64>| Choice {
        href: link(PATH, &[("show", this.code())], None),
        words: match n {
            Some(n) => tw(&m::VIEW_OF.with(&[("view", &t(words)), ("n", &count(n))])),
            None => t(words).to_owned(),
        },
        current: this == shown,
    };
    let choices = vec![
        view(CaseView::Open, m::OPEN, figures.map(|all| all.cases)),
        view(CaseView::Requests, m::ASKED_SHORT, figures.map(|all| all.requests)),
        view(CaseView::All, m::ALL, None),
    ];
    view! { <Choices label=t(m::FILTER) choices=choices/> }.into_any()
}

fn filter_form(asked: &CaseQuery) -> AnyView {
    let states = CaseState::ALL.into_iter().filter(|state| asked.shown == CaseView::All || state.is_open());
    let states = or_all(states.map(|state| (state.code().to_owned(), t(state.text()).to_owned())));
    let with = or_all(With::ALL.into_iter().map(|with| (with.code().to_owned(), t(with.text()).to_owned())));
    let [(_, show), (_, state), (_, chosen), (_, typed)] = asked.pairs().map(|(name, value)| (name, value.to_owned()));
    let (form, chips) = (asked.refused.clone(), conditions(asked));
    let show = (!show.is_empty()).then(|| view! { <input type="hidden" name="show" value=show/> });
    view! {
        <FilterForm action=PATH class="filter u-mt">
            {show}
            <Field name="q" label=t(m::NUMBER) kind=FieldKind::Search hint=t(m::NUMBER_HINT) form=form.clone() value=typed/>
            <SelectField name="state" label=t(m::STATE) options=states selected=state form=form.clone()/>
            <SelectField name="with" label=t(m::WITH) options=with selected=chosen form=form/>
        </FilterForm>
        <div class="bar"><Chips path=PATH conditions=chips/></div>
    }
    .into_any()
}

/// The chosen filters. The view is chosen above, and stays.
fn conditions(asked: &CaseQuery) -> Vec<Condition> {
    let words = [
        asked.filter.state.map(|state| t(state.text()).to_owned()),
        asked.filter.with.map(|with| tw(&m::WITH_CHOSEN.with(&[("who", &t(with.text()))]))),
        asked.filter.number.map(super::number::shown),
    ];
    let chosen = asked.pairs().into_iter().skip(1).zip(words);
    chosen
        .filter_map(|((name, value), words)| Some(Condition { name, value: value.to_owned(), words: words? }))
        .collect()
}

fn cases(asked: &CaseQuery, list: CaseList) -> AnyView {
    let links = PageLinks::new(PATH, &asked.pairs(), &list.around);
    let which = if asked.shown == CaseView::All { t(m::ALL) } else { t(m::OPEN) };
    let chosen: Vec<String> =
        std::iter::once(which.to_owned()).chain(conditions(asked).into_iter().map(|one| one.words)).collect();
    let count = printed_rows(list.rows.len());
    let rows = list.rows.into_iter().map(row).collect();
    let none = if asked.is_narrowed() {
        NoRows { title: m::NONE_FOUND, hint: m::NONE_FOUND_HINT }
    } else {
        NoRows { title: m::NONE, hint: m::NONE_HINT }
    };
    view! {
        <Panel id="h-cases" title=t(m::CASES)>
            <PrintHead conditions=chosen count=count/>
            <List name=t(m::TITLE) columns=columns() rows=rows links=links none=none/>
        </Panel>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::WHICH, "tbl-who"),
        (m::COMPANY, "tbl-wide tbl-minor"),
        (m::KIND, "tbl-minor"),
        (m::STATE, "tbl-tight"),
        (m::ASSIGNEE, "tbl-minor"),
        (m::ASKED_AT, "tbl-when tbl-minor"),
        (m::DUE, "tbl-when"),
    ])
}

fn row(row: CaseRow) -> Vec<Cell> {
    let uncertain = !row.is_certain();
    let href = format!("{PATH}/{}", row.id);
    let number = (!uncertain && !row.number.is_empty()).then(|| view! { <code>{row.number.clone()}</code>" " });
    let open = row.state.is_open() && !uncertain;
    let called = tw(&row.called());
    // Nobody waits for a case that is over, and nothing of it is due.
    let since = if open { asked(&row.asked, &row.waited) } else { date_time(&row.asked) };
    vec![
        Cell::new(view! { <a class="name" title=called.clone() href=href>{number}{called.clone()}</a> }),
        Cell::name(&tw(&row.company)),
        Cell::unless(uncertain, t(kind(row.removes_second_factor))),
        Cell::new(view! { <div>{state(&row)}{ended_altered(&row)}</div> }),
        Cell::unless(!open && row.assignee.is_none(), short_name(&assignee(&row))),
        Cell::unless(uncertain, since),
        Cell::unless(!open, deadline(&row)),
    ]
}
