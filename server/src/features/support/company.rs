//! A company as staff see it.

use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::people::guard;
use crate::door::{Read, company, guarded, people, read_id};
use crate::features::security::title;
use crate::profile;
use crate::storage::blocks;
use crate::storage::entity::{account, tenant};
use crate::storage::rows::Row;
use app::support::api::{AlteredCompany, TenantRow};
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter};

/// A company as the list and its page show it.
pub async fn row(read: &Read, mut tenant: tenant::Model) -> Result<TenantRow, Fault> {
    let accounts = people::of(tenant.id);
    // A forged lock does not count.
    let locked = read.all(accounts.clone().filter(account::is_locked())).await?;
    let locked = locked.iter().filter(|row| guard::is_genuine(read.app().keys.rows(), row)).count();
    let genuine = guarded::take(read, &mut tenant).await?;
    let profile = (tenant.profile.clone(), title(profile::built_in(&tenant.profile)));
    Ok(TenantRow {
        altered: !genuine,
        id: tenant.id.to_string(),
        name: company::name(&tenant, genuine),
        profile: genuine.then_some(profile),
        created: when(tenant.created_at),
        accounts: accounts.count(read.db()).await?,
        locked: locked as u64,
    })
}

pub async fn find_company(read: &Read, id: &str) -> Result<tenant::Model, Fault> {
    Ok(company::stored(read, read_id(id)?).await?.shown()?)
}

/// All companies whose rows are forged.
pub async fn altered(read: &Read) -> Result<Vec<AlteredCompany>, Fault> {
    let (mut altered, mut suspect) = (Vec::new(), Vec::new());
    let look = |Row { key, model }: Row<tenant::Entity>| match model {
        Ok(company) if guarded::is_newest(read.app(), &company) => {}
        Ok(company) => suspect.push(company),
        Err(_) => altered.push(AlteredCompany { id: key, name: None }),
    };
    blocks::every(read.db(), &tenant::Entity::find(), &[tenant::Column::Id], look).await?;
    let (_, forged) = guarded::part(read, suspect).await?;
    let named = |row: &tenant::Model| AlteredCompany { id: row.id.to_string(), name: Some(company::name(row, false)) };
    altered.extend(forged.iter().map(named));
    Ok(altered)
}
