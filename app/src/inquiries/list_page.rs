use super::api::{InquiriesApi, InquiryFilter, InquiryList, InquiryRow};
use super::cells::{categories, conditions, due, link_to, state, states};
use super::messages as m;
use super::states::{InquiryCategory, InquiryState};
use crate::error::AppError;
use crate::kit::{
    Cell, Chips, Column, ErrorSummary, Field, FieldKind, FilterForm, Icon, List, ListOf, NoRows, PageHead, PageLinks,
    Panel, PrintHead, SelectField, date_time,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

pub const PATH: &str = "/inquiries";

/// What the address of a list asks for, and what cannot be read of it.
pub struct InquiryQuery {
    pub filter: InquiryFilter,
    pub refused: FormState,
}

impl InquiryQuery {
    /// A filter that cannot be read leaves the list out, and says why at its field.
    pub fn read(read: Result<InquiryFilter, AppError>, typed: Option<&str>) -> Result<InquiryQuery, AppError> {
        match read {
            Ok(filter) => Ok(InquiryQuery { filter, refused: FormState::default() }),
            Err(AppError::Invalid(errors)) => {
                let words = typed.unwrap_or_default().to_owned();
                let filter = InquiryFilter { words, ..InquiryFilter::default() };
                Ok(InquiryQuery { filter, refused: FormState { errors, typed: Vec::new() } })
            }
            Err(error) => Err(error),
        }
    }

    /// The filter as the address has it.
    pub fn pairs(&self) -> [(&'static str, &str); 3] {
        let state = self.filter.state.map(InquiryState::code).unwrap_or_default();
        let category = self.filter.category.map(InquiryCategory::code).unwrap_or_default();
        [("q", &self.filter.words), ("state", state), ("category", category)]
    }
}

/// The company's inquiries: for members their own, for administrators all of them.
pub async fn list(cx: &PageCx, backend: &(impl InquiriesApi + ?Sized)) -> Result<Page, AppError> {
    let asked = InquiryQuery::read(InquiryFilter::of_company(|name| cx.query(name)), cx.query("q"))?;
    let refused = asked.refused.is_refused();
    let list = if refused { None } else { Some(backend.inquiries(&asked.filter, &cx.cursor()).await?) };
    Ok(Page::new(m::TITLE, move || view(&asked, list)).refused(refused))
}

fn view(asked: &InquiryQuery, list: Option<InquiryList>) -> AnyView {
    let new = view! { <a class="btn btn--primary" href="/inquiries/new"><Icon name="plus"/>{t(m::NEW)}</a> };
    let chips = conditions(&asked.filter);
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) acts=new.into_any()/>
        <ErrorSummary form=asked.refused.clone()/>
        {filters(asked)}
        <div class="bar"><Chips path=PATH conditions=chips/></div>
        {list.map(|list| rows(asked, list))}
    }
    .into_any()
}

fn filters(asked: &InquiryQuery) -> AnyView {
    let [(_, words), (_, state), (_, category)] = asked.pairs().map(|(name, value)| (name, value.to_owned()));
    let form = asked.refused.clone();
    view! {
        <FilterForm action=PATH class="filter u-mt">
            <Field name="q" label=t(m::SEARCH) kind=FieldKind::Search hint=t(m::SEARCH_HINT) extra_class="filter-wide" form=form.clone() value=words/>
            <SelectField name="state" label=t(m::STATE) options=states(false) selected=state form=form.clone()/>
            <SelectField name="category" label=t(m::CATEGORY) options=categories() selected=category form=form/>
        </FilterForm>
    }
    .into_any()
}

fn rows(asked: &InquiryQuery, list: InquiryList) -> AnyView {
    let links = PageLinks::new(PATH, &asked.pairs(), &list.around);
    let narrowed = asked.pairs().iter().any(|(_, value)| !value.is_empty());
    let none = if narrowed {
        NoRows { title: m::NONE_FOUND, hint: m::NONE_FOUND_HINT }
    } else {
        NoRows { title: m::NONE, hint: m::NONE_HINT }
    };
    let count = tw(&list.total.words(ListOf::Things));
    let conditions: Vec<String> = conditions(&asked.filter).into_iter().map(|one| one.words).collect();
    let columns = Column::all([
        (m::SUBJECT, "tbl-wide"),
        (m::CATEGORY, ""),
        (m::STATE, "tbl-tight"),
        (m::BY, "tbl-who tbl-minor"),
        (m::ASKED_AT, "tbl-when tbl-minor"),
        (m::DUE, "tbl-when short-fact"),
    ]);
    let rows = list.rows.iter().map(row).collect();
    view! {
        <PrintHead conditions=conditions count=count/>
        <Panel id="h-inquiries" title=t(m::LIST)>
            <div class="short"><List name=t(m::TITLE) columns=columns rows=rows links=links none=none/></div>
        </Panel>
    }
    .into_any()
}

fn row(row: &InquiryRow) -> Vec<Cell> {
    vec![
        Cell::new(link_to(PATH, row)),
        Cell::new(t(row.category.text())),
        Cell::new(view! { <div>{state(row)}</div> }),
        Cell::name(&row.by),
        Cell::new(date_time(&row.asked)),
        Cell::unless(row.due.is_none(), due(row.due.as_ref())),
    ]
}
