//! Whom an export is about: the filter as it is stored, and how many it matches.

use crate::end_users;
use crate::fault::Fault;
use crate::seal::Place;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::{end_user, export, tenant};
use app::end_users::api::EndUserFilter;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, Select};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What somebody asked for. What was searched for and why is personal: it is stored sealed, in the column of the filter.
#[derive(Serialize, Deserialize)]
pub struct Asked {
    #[serde(flatten)]
    pub filter: EndUserFilter,
    #[serde(default)]
    pub purpose: String,
}

fn place(tenant: Uuid, id: Uuid) -> Place {
    Place { table: "export", column: "filter", tenant: tenant.into_bytes(), row: id.into_bytes() }
}

/// As it is stored.
pub fn seal(keys: &TenantKeys, tenant: Uuid, id: Uuid, asked: &Asked) -> Result<String, DbErr> {
    let text = serde_json::to_string(asked).map_err(|e| DbErr::Custom(e.to_string()))?;
    keys.seal_text(&place(tenant, id), &text)
}

/// What was asked for with a stored export.
pub fn open(keys: &TenantKeys, export: &export::Model) -> Result<Asked, Fault> {
    let unreadable = || Fault::internal(format!("the filter of export {} cannot be read", export.id));
    let text = keys.open_text(&place(export.tenant_id, export.id), &export.filter).map_err(|_| unreadable())?;
    serde_json::from_str(&text).map_err(|_| unreadable())
}

/// Whether everybody matches.
pub fn is_everybody(filter: &EndUserFilter) -> bool {
    filter.q.is_empty() && filter.provider.is_empty() && filter.prefecture.is_empty()
}

/// How many match, exactly. Everybody is a running figure of the company; a filter counts entries of an index.
pub async fn count(
    db: &impl ConnectionTrait,
    keys: &TenantKeys,
    everybody: Select<end_user::Entity>,
    company: Uuid,
    filter: &EndUserFilter,
) -> Result<i64, Fault> {
    if is_everybody(filter) {
        let company = tenant::Entity::find_by_id(company).one(db).await?;
        return Ok(company.map_or(0, |c| c.end_users));
    }
    let found = end_users::narrow(everybody, filter, keys).count(db).await?;
    Ok(i64::try_from(found).unwrap_or(i64::MAX))
}

/// Those of a scope up to the last one that was there when the export started.
pub fn up_to(
    everybody: Select<end_user::Entity>,
    filter: &EndUserFilter,
    keys: &TenantKeys,
    last: Uuid,
) -> Select<end_user::Entity> {
    end_users::narrow(everybody, filter, keys).filter(end_user::Column::Id.lte(last))
}
