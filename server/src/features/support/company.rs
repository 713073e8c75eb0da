//! A company as staff see it.

use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::people::guard;
use crate::door::{Read, guarded, people, read_id};
use crate::features::security::title;
use crate::profile;
use crate::storage::entity::{account, tenant};
use app::support::api::TenantRow;
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter};

/// A company as the list and its page show it.
pub async fn row(read: &Read, mut tenant: tenant::Model) -> Result<TenantRow, Fault> {
    let accounts = people::of(tenant.id);
    // A forged lock does not count.
    let locked = read.all(accounts.clone().filter(account::is_locked())).await?;
    let locked = locked.iter().filter(|row| guard::is_genuine(read.app().keys.rows(), row)).count();
    Ok(TenantRow {
        altered: !guarded::take(read, &mut tenant).await?,
        id: tenant.id.to_string(),
        profile_title: title(profile::built_in(&tenant.profile)),
        name: tenant.name,
        profile: tenant.profile,
        created: when(tenant.created_at),
        accounts: accounts.count(read.db()).await?,
        locked: locked as u64,
    })
}

pub async fn find_company(read: &Read, id: &str) -> Result<tenant::Model, Fault> {
    let id = read_id(id)?;
    Ok(read.one(tenant::Entity::find_by_id(id)).await?.shown()?)
}
