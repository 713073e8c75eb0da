use super::altered;
use super::api::{SupportApi, TenantList, TenantRow};
use super::messages as m;
use crate::error::AppError;
use crate::home::api::HomeApi;
use crate::kit::{Badge, Cell, Column, List, NoRows, PageHead, PageLinks, Todo, Tone, attention, count, date_time};
use crate::page::{Page, PageCx};
use crate::text::{t, tw};
use leptos::prelude::*;

/// The provider's home page: the companies.
pub async fn home(cx: &PageCx, backend: &(impl SupportApi + HomeApi + ?Sized)) -> Result<Page, AppError> {
    let list = backend.tenants(&cx.cursor()).await?;
    let desk = backend.desk().await?;
    Ok(Page::new(m::HOME, move || view(list, desk)))
}

fn view(list: TenantList, desk: Option<Vec<Todo>>) -> AnyView {
    let links = PageLinks::new("/support", &[], &list.around);
    let columns = Column::all([
        (m::TENANT, "tbl-wide"),
        (m::PROFILE, "tbl-wide"),
        (m::ACCOUNTS, "tbl-num"),
        (m::LOCKED, "tbl-num"),
        (m::SINCE, "tbl-when"),
    ]);
    let rows = list.rows.into_iter().map(row).collect();
    let none = NoRows { title: m::NONE, hint: m::NONE_HINT };
    let work = desk.map(|todo| attention("h-work", m::WORK, m::NO_WORK, todo));
    view! {
        <PageHead title=t(m::HOME) sub=t(m::HOME_SUB)/>
        <div class="stack">
            {altered::companies(list.altered)}
            {work}
            <section class="panel" aria-labelledby="h-tenants">
                <div class="panel-head"><h2 id="h-tenants">{t(m::TENANTS)}</h2></div>
                <List name=t(m::TENANTS) columns=columns rows=rows links=links none=none/>
            </section>
        </div>
    }
    .into_any()
}

fn row(tenant: TenantRow) -> Vec<Cell> {
    let locked = if tenant.locked == 0 {
        "0".into_any()
    } else {
        view! { <Badge tone=Tone::Warn text=count(tenant.locked)/> }.into_any()
    };
    let since = if tenant.altered { t(m::UNKNOWN).into_any() } else { date_time(&tenant.created) };
    let altered = tenant.altered.then(|| view! { " "<Badge tone=Tone::Danger text=t(m::ALTERED)/> });
    vec![
        Cell::new(
            view! { <a class="name" href=format!("/support/tenants/{}", tenant.id)>{tw(&tenant.name)}</a>{altered} },
        ),
        tenant.profile.map_or_else(|| t(m::UNKNOWN).to_owned(), |(_, title)| tw(&title)).into(),
        count(tenant.accounts).into(),
        Cell::new(locked),
        Cell::new(since),
    ]
}
