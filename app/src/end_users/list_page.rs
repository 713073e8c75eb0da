use super::api::{EndUserFilter, EndUserList, EndUserRow, EndUsersApi};
use super::choices::{self, PREFECTURES, PROVIDERS};
use super::messages as m;
use super::refusals::refusals;
use crate::error::AppError;
use crate::kit::messages as k;
use crate::kit::{
    Cell, Chips, Column, Condition, Empty, ErrorSummary, Field, FieldKind, FilterForm, Icon, List, NoRows, Notice,
    PageHead, PageLinks, SelectField, Tone, Unreadable, count, date_time, link, or_all,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

const PATH: &str = "/end-users";

/// The company's end users, newest first.
pub async fn list(cx: &PageCx, backend: &(impl EndUsersApi + ?Sized)) -> Result<Page, AppError> {
    let filter = read_filter(cx);
    let list = backend.end_users(filter.clone(), cx.cursor()).await?;
    let may_export = cx.session()?.may(crate::exports::api::CREATE);
    let refused = !list.refused.is_empty();
    Ok(Page::new(m::TITLE, move || view(&filter, list, may_export)).refused(refused))
}

/// The filter in the address.
pub fn read_filter(cx: &PageCx) -> EndUserFilter {
    let q = |name: &str| cx.query(name).unwrap_or_default().to_owned();
    EndUserFilter { q: q("q"), provider: q("provider"), prefecture: q("prefecture") }
}

fn view(filter: &EndUserFilter, list: EndUserList, may_export: bool) -> AnyView {
    let acts = may_export.then(|| export_link(filter));
    let last_import = list.last_import.clone();
    let body = if list.total == 0 && !is_filtered(filter) { first_use() } else { found(PATH, filter, list) };
    view! {
        <PageHead title=t(m::TITLE) sub=t(m::SUB) nostrip:acts=acts/>
        {body}
        {last_import.map(refusals)}
    }
    .into_any()
}

fn is_filtered(filter: &EndUserFilter) -> bool {
    pairs(filter).iter().any(|(_, value)| !value.is_empty())
}

fn pairs(filter: &EndUserFilter) -> [(&'static str, &str); 3] {
    [("q", &filter.q), ("provider", &filter.provider), ("prefecture", &filter.prefecture)]
}

/// Starts an export with the filter of this list.
fn export_link(filter: &EndUserFilter) -> AnyView {
    view! { <a class="btn" href=link("/exports", &pairs(filter), None)><Icon name="file-down"/>{t(m::EXPORT)}</a> }
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
pub fn found(path: &str, filter: &EndUserFilter, list: EndUserList) -> AnyView {
    let form = FormState { errors: list.refused.clone(), typed: Vec::new() };
    let links = PageLinks::new(path, &pairs(filter), &list.around);
    let of = if is_filtered(filter) { m::FOUND_OF } else { m::SHOWN_OF };
    let caption = tw(&of.with(&[("n", &list.rows.len()), ("total", &count(list.total))]));
    let rows = list.rows.into_iter().map(|line| row(path, line)).collect();
    let none = NoRows { title: m::NO_MATCH, hint: m::NO_MATCH_HINT };
    let body = (!form.is_refused()).then(|| {
        view! { <List name=t(m::TITLE) caption=caption columns=columns() rows=rows links=links none=none all=path/> }
    });
    view! {
        <ErrorSummary form=form.clone()/>
        <Notice tone=Tone::Info><p>{t(m::MASKED)}</p></Notice>
        {filter_form(path, filter, form)}
        <div class="bar"><Chips path=path.to_owned() conditions=conditions(filter)/></div>
        {body}
    }
    .into_any()
}

fn conditions(filter: &EndUserFilter) -> Vec<Condition> {
    let provider = choices::provider(&filter.provider).map_or_else(|| filter.provider.clone(), |p| t(p).to_owned());
    let prefecture = choices::prefecture(&filter.prefecture).map_or_else(|| filter.prefecture.clone(), |p| t(p).into());
    let words = [tw(&m::SEARCHED.with(&[("q", &filter.q)])), provider, prefecture];
    let with_words = pairs(filter).into_iter().zip(words);
    with_words.map(|((name, value), words)| Condition { name, value: value.to_owned(), words }).collect()
}

fn filter_form(path: &str, filter: &EndUserFilter, form: FormState) -> AnyView {
    let filter = filter.clone();
    let providers = or_all(PROVIDERS.iter().map(|(code, name)| ((*code).into(), t(*name).into())));
    let prefectures = or_all(PREFECTURES.iter().map(|p| (p.ja.into(), t(*p).into())));
    view! {
        <FilterForm action=path class="filter u-mt" verb=k::SEARCH>
            <Field
                name="q"
                label=t(m::SEARCH)
                kind=FieldKind::Search
                form=FormState::default()
                value=filter.q.clone()
                extra_class="filter-wide"
            />
            <SelectField name="provider" label=t(m::PROVIDER) options=providers selected=filter.provider.clone() form=form.clone()/>
            <SelectField name="prefecture" label=t(m::PREFECTURE) options=prefectures selected=filter.prefecture.clone() form=form/>
        </FilterForm>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::CUSTOMER_ID, "tbl-nowrap"),
        (m::NAME_AND_EMAIL, "tbl-wide"),
        (m::PROVIDER, ""),
        (m::PREFECTURE, "tbl-nowrap"),
        (m::CREATED_ON, "tbl-nowrap"),
        (m::LAST_SIGN_IN, "tbl-nowrap"),
    ])
}

fn row(path: &str, row: EndUserRow) -> Vec<Cell> {
    if row.unreadable {
        let mut cells = vec![Cell::new(view! { <code>{row.id}</code> }), Cell::new(view! { <Unreadable/> })];
        cells.resize_with(columns().len(), || Cell::new(()));
        return cells;
    }
    let providers: Vec<String> = row.providers.iter().map(tw).collect();
    let prefecture = choices::prefecture(&row.prefecture).map_or(row.prefecture, |p| t(p).to_owned());
    let email = (!row.email_masked.is_empty()).then(|| view! { <span>{row.email_masked}</span> });
    let last = row.last_sign_in.as_ref().map(date_time);
    vec![
        Cell::new(view! { <a href=format!("{path}/{}", row.id)><code>{row.customer_id}</code></a> }),
        Cell::new(view! { <span class="who"><strong class="name">{row.name}</strong>{email}</span> }),
        providers.join(t(m::COMMA)).into(),
        prefecture.into(),
        Cell::new(date_time(&row.created)),
        Cell::new(last),
    ]
}
