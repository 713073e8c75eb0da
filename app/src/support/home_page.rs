use super::altered;
use super::api::{CompanyOrder, CompanySearch, SupportApi, TenantList, TenantRow};
use super::messages as m;
use super::tenant_page::locked_link;
use crate::cases::api::{CasesApi, DeskFigures};
use crate::cases::figures;
use crate::error::AppError;
use crate::home::api::HomeApi;
use crate::kit::messages::SEARCH;
use crate::kit::{
    Badge, Cell, Chips, Column, Condition, ErrorSummary, Field, FieldKind, FilterForm, List, NoRows, PageHead,
    PageLinks, PrintHead, SelectField, Todo, Tone, attention, count, date_time, printed, short_link, too_long,
};
use crate::page::{FormState, Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

const PATH: &str = "/support";

/// The provider's home page: what waits, its figures, and the companies.
pub async fn home(cx: &PageCx, backend: &(impl SupportApi + CasesApi + HomeApi + ?Sized)) -> Result<Page, AppError> {
    let order = cx.choice("sort", CompanyOrder::from_code)?.unwrap_or_default();
    let search = CompanySearch { q: cx.query("q").unwrap_or_default().to_owned(), order };
    let refused = FormState { errors: Vec::from_iter(too_long("q", &search.q)), typed: Vec::new() };
    // Nothing is looked for by a search that is refused, and the page lists no company.
    let q = if refused.is_refused() { String::new() } else { search.q.clone() };
    let list = backend.tenants(&CompanySearch { q, order }, &cx.cursor()).await?;
    let desk = backend.desk().await?;
    let figures = backend.desk_figures().await?;
    let is_refused = refused.is_refused();
    Ok(Page::new(m::HOME, move || view(&search, refused, list, desk, figures)).refused(is_refused))
}

fn view(
    search: &CompanySearch,
    refused: FormState,
    list: TenantList,
    desk: Option<Vec<Todo>>,
    figures: Option<DeskFigures>,
) -> AnyView {
    let altered = altered::companies(list.altered.clone());
    let work = desk.map(|todo| attention("h-work", m::WORK, m::NO_WORK, todo));
    let figures = figures.map(figures::panel);
    view! {
        <PageHead title=t(m::HOME) sub=t(m::HOME_SUB)/>
        <div class="stack">
            {altered}
            <div class="grid grid--main">{work}{figures}</div>
            {companies(search, refused, list)}
        </div>
    }
    .into_any()
}

fn companies(search: &CompanySearch, refused: FormState, list: TenantList) -> AnyView {
    let filters = [("q", search.q.as_str()), ("sort", search.order.code())];
    let links = PageLinks::new(PATH, &filters, &list.around);
    let caption = tw(&m::TOTAL.with(&[("n", &list.rows.len()), ("total", &count(list.total))]));
    let rows = list.rows.into_iter().map(row).collect();
    let none = if search.q.is_empty() {
        NoRows { title: m::NONE, hint: m::NONE_HINT }
    } else {
        NoRows { title: m::NONE_FOUND, hint: m::NONE_FOUND_HINT }
    };
    let chosen = vec![printed(m::SEARCH, &search.q)];
    let found = (!refused.is_refused()).then(|| {
        view! { <PrintHead conditions=chosen count=caption.clone()/><List name=t(m::TENANTS) caption=caption columns=columns() rows=rows links=links none=none/> }
    });
    view! {
        <section class="panel" aria-labelledby="h-tenants">
            <div class="panel-head"><h2 id="h-tenants">{t(m::TENANTS)}</h2></div>
            <ErrorSummary form=refused.clone()/>
            {filter_form(search, refused)}
            {found}
        </section>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    Column::all([
        (m::TENANT, "tbl-wide"),
        (m::PROFILE, "tbl-wide tbl-minor"),
        (m::ACCOUNTS, "tbl-num"),
        (m::LOCKED, "tbl-num"),
        (m::SINCE, "tbl-when tbl-minor"),
    ])
}

fn filter_form(search: &CompanySearch, refused: FormState) -> AnyView {
    let orders = CompanyOrder::ALL.map(|order| (order.code().to_owned(), t(order.text()).to_owned())).into();
    let (q, order) = (search.q.clone(), search.order.code().to_owned());
    let words = tw(&m::SEARCHED.with(&[("q", &q)]));
    let chips = vec![Condition { name: "q", value: q.clone(), words }];
    view! {
        <FilterForm action=PATH class="filter u-mt" verb=SEARCH>
            <div class="filter-wide">
                <Field name="q" label=t(m::SEARCH) kind=FieldKind::Search form=refused value=q/>
            </div>
            <div class="filter-wide"><SelectField name="sort" label=t(m::ORDER) options=orders selected=order/></div>
        </FilterForm>
        <div class="bar"><Chips path=PATH conditions=chips/></div>
    }
    .into_any()
}

fn row(tenant: TenantRow) -> Vec<Cell> {
    let locked = locked_link(&tenant);
    let since = if tenant.altered { t(m::UNKNOWN).into_any() } else { date_time(&tenant.created) };
    let altered = tenant.altered.then(|| view! { " "<Badge tone=Tone::Danger text=t(m::ALTERED)/> });
    let href = format!("/support/tenants/{}", tenant.id);
    vec![
        Cell::new(view! { {short_link(&tw(&tenant.name), href)}{altered} }),
        tenant.profile.map_or_else(|| t(m::UNKNOWN).to_owned(), |(_, title)| tw(&title)).into(),
        count(tenant.accounts).into(),
        Cell::new(locked),
        Cell::new(since),
    ]
}
