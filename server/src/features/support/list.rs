//! The list of companies, of which the provider has thousands at most: a search and an order look at the name and the time of
//! each of them, in blocks. Only the companies of the page are read whole.

use super::company::{altered, row};
use crate::base::fold;
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::{Read, Request, company, read_id};
use crate::storage::blocks;
use crate::storage::entity::tenant;
use crate::storage::rows::Row;
use app::kit::ListCursor;
use app::support::api::{CompanyOrder, CompanySearch, TENANTS, TenantList, TenantRow};
use sea_orm::EntityTrait;
use std::cmp::Reverse;
use uuid::Uuid;

const PAGE: u64 = 50;

pub async fn tenants(request: &Request, search: &CompanySearch, cursor: &ListCursor) -> Result<TenantList, Fault> {
    let read = request.read(TENANTS).await?;
    let found = sorted(&read, search).await?;
    let fetch = |begin, n| {
        let part = part(&found, begin, n);
        async move { Ok(part) }
    };
    let page = paging::page(PageStart::at(cursor, read_id)?, cursor.at_most(PAGE), fetch).await?;
    let (around, total) = (page.around(Uuid::to_string), found.len() as u64);
    Ok(TenantList { rows: rows(&read, &page.rows).await?, altered: altered(&read).await?, around, total })
}

/// The ids of the companies that a search leaves, in its order. One that cannot be read is named above the list instead.
async fn sorted(read: &Read, search: &CompanySearch) -> Result<Vec<Uuid>, Fault> {
    let wanted = folded(&search.q);
    let mut found: Vec<(String, Uuid)> = Vec::new();
    let look = |row: Row<tenant::Entity>| {
        let Ok(company) = row.model else { return };
        let name = folded(&company.name);
        if name.contains(&wanted) {
            found.push((name, company.id));
        }
    };
    blocks::every(read.db(), &tenant::Entity::find(), &[tenant::Column::Id], look).await?;
    match search.order {
        CompanyOrder::Newest => found.sort_by_key(|(_, id)| Reverse(*id)),
        CompanyOrder::Oldest => found.sort_by_key(|(_, id)| *id),
        CompanyOrder::Name => found.sort(),
    }
    Ok(found.into_iter().map(|(_, id)| id).collect())
}

/// A name without spaces, folded like names of people.
fn folded(name: &str) -> String {
    fold::name_words(name).into_iter().next().unwrap_or_default()
}

/// The ids from the start of a page, in its order. A company that is gone by now begins the list again.
fn part(found: &[Uuid], begin: PageStart<Uuid>, n: u64) -> Vec<Uuid> {
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    let place = |id: Uuid| found.iter().position(|one| *one == id);
    match begin {
        PageStart::Start => found.iter().take(n).copied().collect(),
        PageStart::OlderThan(id) => found.iter().skip(place(id).map_or(0, |at| at + 1)).take(n).copied().collect(),
        PageStart::NewerThan(id) => found.iter().take(place(id).unwrap_or(0)).rev().take(n).copied().collect(),
    }
}

async fn rows(read: &Read, ids: &[Uuid]) -> Result<Vec<TenantRow>, Fault> {
    let mut companies = company::named(read, ids.iter().copied()).await?;
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(at) = companies.iter().position(|company| company.id == *id) {
            rows.push(row(read, companies.swap_remove(at)).await?);
        }
    }
    Ok(rows)
}
