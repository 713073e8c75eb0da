use super::api::{InquiriesApi, InquiryFilter, InquiryList, InquiryMonth, InquiryRow, InquiryViews, InquiryWith};
use super::cells::{assignee, categories, conditions, due, link_to, state, states};
use super::figures;
use super::list_page::InquiryQuery;
use super::messages as m;
use crate::error::AppError;
use crate::exports::api::FILES;
use crate::kit::{
    Cell, Chips, Choice, Choices, Column, Condition, ErrorSummary, Field, FieldKind, FilterForm, Icon, List, ListOf,
    NoRows, PageHead, PageLinks, Panel, PrintHead, SelectField, Total, date_time, link, or_all,
};
use crate::page::{Page, PageCx};
use crate::text::{Text, Words, t, tw};
use leptos::prelude::*;

pub const PATH: &str = "/support/inquiries";

/// The part of the inquiries that is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InquiryView {
    /// Those that wait for an answer.
    Queue,
    All,
    Months,
}

impl InquiryView {
    fn from_code(code: &str) -> Option<InquiryView> {
        match code {
            "all" => Some(InquiryView::All),
            "months" => Some(InquiryView::Months),
            _ => None,
        }
    }

    fn code(self) -> &'static str {
        match self {
            InquiryView::Queue => "",
            InquiryView::All => "all",
            InquiryView::Months => "months",
        }
    }
}

/// What the address of the queue asks for.
struct DeskQuery {
    shown: InquiryView,
    asked: InquiryQuery,
}

impl DeskQuery {
    fn pairs(&self) -> [(&'static str, &str); 5] {
        let [words, state, category] = self.asked.pairs();
        let with = self.asked.filter.with.map(InquiryWith::code).unwrap_or_default();
        [("show", self.shown.code()), words, state, category, ("with", with)]
    }

    fn conditions(&self) -> Vec<Condition> {
        let with = self.asked.filter.with.map(|with| Condition {
            name: "with",
            value: with.code().to_owned(),
            words: tw(&m::WITH_CHOSEN.with(&[("who", &t(with.text()))])),
        });
        conditions(&self.asked.filter).into_iter().chain(with).collect()
    }
}

/// What the page shows below its filter.
enum DeskPart {
    List(InquiryList),
    Months(Vec<InquiryMonth>),
    /// The filter cannot be read.
    Nothing,
}

/// The inquiries of all companies for staff.
pub async fn list(cx: &PageCx, backend: &(impl InquiriesApi + ?Sized)) -> Result<Page, AppError> {
    let shown = cx.choice("show", InquiryView::from_code)?.unwrap_or(InquiryView::Queue);
    let asked = InquiryQuery::read(InquiryFilter::of_desk(|name| cx.query(name)), cx.query("q"))?;
    let refused = asked.refused.is_refused();
    let part = match shown {
        _ if refused => DeskPart::Nothing,
        InquiryView::Months => DeskPart::Months(backend.inquiry_months().await?),
        _ => DeskPart::List(backend.desk_inquiries(&asked.filter, &cx.cursor()).await?),
    };
    let may_download = cx.session()?.may(FILES);
    let query = DeskQuery { shown, asked };
    Ok(Page::new(m::DESK_TITLE, move || view(&query, part, may_download)).refused(refused))
}

fn view(query: &DeskQuery, part: DeskPart, may_download: bool) -> AnyView {
    let file = (may_download && matches!(part, DeskPart::List(_))).then(|| download(query));
    let sizes = if let DeskPart::List(list) = &part { list.views } else { None };
    let narrows = (query.shown != InquiryView::Months).then(|| filters(query));
    let part = match part {
        DeskPart::List(list) => rows(query, &list),
        DeskPart::Months(months) => figures::panel(months),
        DeskPart::Nothing => ().into_any(),
    };
    view! {
        <PageHead title=t(m::DESK_TITLE) sub=t(m::DESK_SUB) nostrip:acts=file/>
        <ErrorSummary form=query.asked.refused.clone()/>
        {views(query.shown, sizes)}
        {narrows}
        <div class="stack u-mt-l">{part}</div>
    }
    .into_any()
}

/// The same inquiries as a file.
fn download(query: &DeskQuery) -> AnyView {
    let file = link(&format!("{PATH}/file"), &query.pairs(), None);
    view! { <a class="btn" href=file data-file=""><Icon name="download"/>{t(m::DOWNLOAD)}</a> }.into_any()
}

/// The views, with how many inquiries the lists have.
fn views(shown: InquiryView, sizes: Option<InquiryViews>) -> AnyView {
    let one = |this: InquiryView, words: Text, size: Option<Total>| Choice {
        href: link(PATH, &[("show", this.code())], None),
        words: match size {
            Some(size) => tw(&m::VIEW_OF.saying(&[("view", &Words::from(words)), ("n", &size.words(ListOf::Things))])),
            None => t(words).to_owned(),
        },
        current: this == shown,
    };
    let choices = vec![
        one(InquiryView::Queue, m::VIEW_QUEUE, sizes.map(|sizes| sizes.waiting)),
        one(InquiryView::All, m::VIEW_ALL, sizes.map(|sizes| sizes.all)),
        one(InquiryView::Months, m::VIEW_MONTHS, None),
    ];
    view! { <Choices label=t(m::VIEWS) choices=choices/> }.into_any()
}

fn filters(query: &DeskQuery) -> AnyView {
    let with = or_all(InquiryWith::ALL.into_iter().map(|with| (with.code().to_owned(), t(with.text()).to_owned())));
    let pairs = query.pairs().map(|(name, value)| (name, value.to_owned()));
    let [(_, show), (_, words), (_, state), (_, category), (_, chosen)] = pairs;
    let (form, chips) = (query.asked.refused.clone(), query.conditions());
    let keep = if show.is_empty() { Vec::new() } else { vec![("show", show.clone())] };
    let show = (!show.is_empty()).then(|| view! { <input type="hidden" name="show" value=show/> });
    let states = states(query.shown == InquiryView::Queue);
    view! {
        <FilterForm action=PATH class="filter u-mt">
            {show}
            <Field name="q" label=t(m::SEARCH) kind=FieldKind::Search hint=t(m::SEARCH_HINT) extra_class="filter-wide" form=form.clone() value=words/>
            <SelectField name="state" label=t(m::STATE) options=states selected=state form=form.clone()/>
            <SelectField name="category" label=t(m::CATEGORY) options=categories() selected=category form=form.clone()/>
            <SelectField name="with" label=t(m::ASSIGNEE) options=with selected=chosen form=form/>
        </FilterForm>
        <div class="bar"><Chips path=PATH conditions=chips keep=keep/></div>
    }
    .into_any()
}

fn rows(query: &DeskQuery, list: &InquiryList) -> AnyView {
    let links = PageLinks::new(PATH, &query.pairs(), &list.around);
    let conditions: Vec<String> = query.conditions().into_iter().map(|one| one.words).collect();
    let none = match query.shown {
        _ if !conditions.is_empty() => NoRows { title: m::NONE_FOUND, hint: m::NONE_FOUND_HINT },
        InquiryView::Queue => NoRows { title: m::QUEUE_NONE, hint: m::QUEUE_NONE_HINT },
        _ => NoRows { title: m::NONE, hint: m::MONTHS_NONE_HINT },
    };
    let count = tw(&list.total.words(ListOf::Things));
    let columns = Column::all([
        (m::SUBJECT, "tbl-wide"),
        (m::COMPANY, "tbl-who short-line"),
        (m::CATEGORY, "tbl-minor"),
        (m::STATE, "tbl-tight"),
        (m::ASSIGNEE, ""),
        (m::ASKED_AT, "tbl-when tbl-minor"),
        (m::DUE, "tbl-when short-fact"),
    ]);
    let rows = list.rows.iter().map(row).collect();
    view! {
        <PrintHead conditions=conditions count=count/>
        <Panel id="h-inquiries" title=t(m::LIST)>
            <div class="short"><List name=t(m::DESK_TITLE) columns=columns rows=rows links=links none=none/></div>
        </Panel>
    }
    .into_any()
}

fn row(row: &InquiryRow) -> Vec<Cell> {
    vec![
        Cell::new(link_to(PATH, row)),
        Cell::name(&tw(&row.company)),
        Cell::new(t(row.category.text())),
        Cell::new(view! { <div>{state(row)}</div> }),
        assignee(row).into(),
        Cell::new(date_time(&row.asked)),
        Cell::unless(row.due.is_none(), due(row.due.as_ref())),
    ]
}
