use super::api::{EndUserFilter, EndUserList, EndUserRow, EndUsersApi};
use super::choices::{self, PREFECTURES, PROVIDERS};
use super::messages as m;
use super::refusals::refusals;
use super::shape::{ListShape, OPTIONAL};
use crate::error::AppError;
use crate::kit::messages as k;
use crate::kit::{
    Cell, Chips, Column, ColumnChoice, Condition, Empty, ErrorSummary, Field, FieldKind, FilterForm, Icon, List,
    ListOf, NoRows, Notice, PageHead, PageLinks, PrintHead, SelectField, Tone, Total, Unreadable, date_time, kept,
    link, or_all,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

const PATH: &str = "/end-users";

/// The company's end users, newest first.
pub async fn list(cx: &PageCx, backend: &(impl EndUsersApi + ?Sized)) -> Result<Page, AppError> {
    let (filter, shape) = (read_filter(cx), ListShape::read(cx)?);
    let list = backend.end_users(filter.clone(), cx.cursor()).await?;
    let may_export = cx.session()?.may(crate::exports::api::CREATE);
    let refused = !list.refused.is_empty();
    Ok(Page::new(m::TITLE, move || view(&filter, &shape, list, may_export)).refused(refused))
}

/// The filter in the address.
pub fn read_filter(cx: &PageCx) -> EndUserFilter {
    let q = |name: &str| cx.query(name).unwrap_or_default().to_owned();
    EndUserFilter { q: q("q"), provider: q("provider"), prefecture: q("prefecture") }
}

fn view(filter: &EndUserFilter, shape: &ListShape, list: EndUserList, may_export: bool) -> AnyView {
    let acts = may_export.then(|| export_link(filter));
    let last_import = list.last_import.clone();
    let body = if list.total == 0 && !filter.is_set() { first_use() } else { found(PATH, filter, shape, list) };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) nostrip:acts=acts/>
        {body}
        {last_import.map(refusals)}
    }
    .into_any()
}

/// Starts an export with the filter of this list.
fn export_link(filter: &EndUserFilter) -> AnyView {
    view! { <a class="btn" href=link("/exports/new", &filter.pairs(), None)><Icon name="file-down"/>{t(m::EXPORT)}</a> }
        .into_any()
}

fn first_use() -> AnyView {
    view! {
        <Empty title=t(m::FIRST_USE)>
            <p>{t(m::FIRST_USE_WHAT)}</p>
            <p><code>"sekisho end-users import --tenant TENANT FILE.csv"</code></p>
        </Empty>
    }
    .into_any()
}

/// The list with its filter, at any address.
pub fn found(path: &str, filter: &EndUserFilter, shape: &ListShape, list: EndUserList) -> AnyView {
    let form = FormState { errors: list.refused.clone(), typed: Vec::new() };
    let conditions = conditions(filter, list.variant.as_deref());
    let in_words = conditions.iter().filter(|c| !c.value.is_empty()).map(|c| c.words.clone()).collect();
    let shown = tw(&list.matches.shown(list.first, list.rows.len(), ListOf::People));
    let of_all =
        filter.is_set().then(|| tw(&m::OF_ALL.saying(&[("total", &Total::Exactly(list.total).words(ListOf::People))])));
    let shown = shown + of_all.as_deref().unwrap_or_default();
    let body = (!form.is_refused()).then(|| {
        view! {
            <PrintHead conditions=in_words count=shown.clone()/>
            {rows(path, filter, shape, list, shown)}
        }
    });
    let keep = shape.beside_columns(filter);
    view! {
        <ErrorSummary form=form.clone()/>
        <Notice tone=Tone::Info><p>{t(m::MASKED)}</p></Notice>
        {filter_form(path, filter, shape, form)}
        <div class="bar">
            <Chips path=path.to_owned() conditions=conditions keep=shape.pairs()/>
            <ColumnChoice action=path keep=keep columns=OPTIONAL shown=shape.shown()/>
        </div>
        {body}
    }
    .into_any()
}

/// The table with its pager, whose links keep the filter and the shape of the list.
fn rows(path: &str, filter: &EndUserFilter, shape: &ListShape, list: EndUserList, shown: String) -> AnyView {
    let chosen = shape.pairs();
    let filters: Vec<(&str, &str)> =
        filter.pairs().into_iter().chain(chosen.iter().map(|(name, value)| (*name, value.as_str()))).collect();
    let links = PageLinks::new(path, &filters, &list.around);
    let links = links.choosing_rows(path, &filters, shape.rows(), list.matches);
    let none = NoRows { title: m::NO_MATCH, hint: m::NO_MATCH_HINT };
    let rows = list.rows.into_iter().map(|line| row(path, shape, line)).collect();
    view! {
        <List name=t(m::TITLE) caption=shown columns=columns(shape) rows=rows links=links none=none all=path/>
    }
    .into_any()
}

fn conditions(filter: &EndUserFilter, variant: Option<&str>) -> Vec<Condition> {
    let provider = choices::provider(&filter.provider).map_or_else(|| filter.provider.clone(), |p| t(p).to_owned());
    let prefecture = choices::prefecture(&filter.prefecture).map_or_else(|| filter.prefecture.clone(), |p| t(p).into());
    let searched = match variant {
        Some(variant) => m::SEARCHED_WITH.with(&[("q", &filter.q), ("variant", &variant)]),
        None => m::SEARCHED.with(&[("q", &filter.q)]),
    };
    let with_words = filter.pairs().into_iter().zip([tw(&searched), provider, prefecture]);
    with_words.map(|((name, value), words)| Condition { name, value: value.to_owned(), words }).collect()
}

fn filter_form(path: &str, filter: &EndUserFilter, shape: &ListShape, form: FormState) -> AnyView {
    let (filter, keep) = (filter.clone(), shape.pairs());
    let providers = or_all(PROVIDERS.iter().map(|(code, name)| ((*code).into(), t(*name).into())));
    let prefectures = or_all(PREFECTURES.iter().map(|p| (p.ja.into(), t(*p).into())));
    view! {
        <FilterForm action=path class="filter u-mt" verb=k::SEARCH>
            {kept(keep)}
            <Field
                name="q"
                label=t(m::SEARCH)
                kind=FieldKind::Search
                form=form.clone()
                value=filter.q.clone()
                hint=t(m::SEARCH_HINT)
                extra_class="filter-wide"
            />
            <SelectField name="provider" label=t(m::PROVIDER) options=providers selected=filter.provider.clone() form=form.clone()/>
            <SelectField name="prefecture" label=t(m::PREFECTURE) options=prefectures selected=filter.prefecture.clone() form=form/>
        </FilterForm>
    }
    .into_any()
}

/// The columns. Unless the reader chose them, a phone shows those alone by which people are told apart.
fn columns(shape: &ListShape) -> Vec<Column> {
    let minor = if shape.has_columns() { "tbl-nowrap" } else { "tbl-nowrap tbl-minor" };
    let wide_minor = if shape.has_columns() { "" } else { "tbl-minor" };
    let all = Column::all([
        (m::CUSTOMER_ID, "tbl-nowrap"),
        (m::NAME_AND_EMAIL, "tbl-wide card-title"),
        (m::PROVIDER, wide_minor),
        (m::PREFECTURE, minor),
        (m::CREATED_ON, minor),
        (m::LAST_SIGN_IN, minor),
    ]);
    chosen(shape, all)
}

/// The columns or cells that the reader wants: the first two always stay.
fn chosen<T>(shape: &ListShape, all: Vec<T>) -> Vec<T> {
    let wanted = OPTIONAL.iter().map(|column| shape.shows(column.name));
    let wanted = [true, true].into_iter().chain(wanted);
    all.into_iter().zip(wanted).filter_map(|(one, wanted)| wanted.then_some(one)).collect()
}

fn row(path: &str, shape: &ListShape, row: EndUserRow) -> Vec<Cell> {
    if row.unreadable {
        let mut cells = vec![Cell::new(view! { <code>{row.id}</code> }), Cell::new(view! { <Unreadable/> })];
        cells.resize_with(columns(shape).len(), || Cell::new(()));
        return cells;
    }
    let providers: Vec<String> = row.providers.iter().map(tw).collect();
    let prefecture = choices::prefecture(&row.prefecture).map_or(row.prefecture, |p| t(p).to_owned());
    let email = (!row.email_masked.is_empty()).then(|| view! { <span>{row.email_masked}</span> });
    let last = row.last_sign_in.as_ref().map(date_time);
    let name = view! { <strong class="name" title=row.name.clone()>{row.name.clone()}</strong> };
    let cells = vec![
        Cell::new(view! { <a href=format!("{path}/{}", row.id)><code>{row.customer_id}</code></a> }),
        Cell::new(view! { <span class="who">{name}{email}</span> }),
        providers.join(t(k::COMMA)).into(),
        prefecture.into(),
        Cell::new(date_time(&row.created)),
        Cell::new(last),
    ];
    chosen(shape, cells)
}
