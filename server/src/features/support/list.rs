//! The list of companies.

use super::company::{altered, row};
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::{Request, read_id};
use crate::storage::entity::tenant;
use app::kit::ListCursor;
use app::support::api::{TENANTS, TenantList};
use sea_orm::EntityTrait;

const PAGE: u64 = 50;

pub async fn tenants(request: &Request, cursor: &ListCursor) -> Result<TenantList, Fault> {
    let read = request.read(TENANTS).await?;
    let fetch = |begin, n| {
        let (read, query) = (&read, PageStart::narrow(begin, tenant::Entity::find(), tenant::Column::Id));
        async move { read.first(query, n).await }
    };
    let found = paging::page(PageStart::at(cursor, read_id)?, PAGE, fetch).await?;
    let around = found.around(|tenant| tenant.id.to_string());
    let mut rows = Vec::with_capacity(found.rows.len());
    for tenant in found.rows {
        rows.push(row(&read, tenant).await?);
    }
    Ok(TenantList { rows, altered: altered(&read).await?, around })
}
