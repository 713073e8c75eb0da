//! The end users in an export: the stored filter, and the number of matches.

use crate::door::fault::Fault;
use crate::features::end_users;
use crate::seal::Place;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::{end_user, export, tenant};
use app::end_users::api::EndUserFilter;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, Select};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The request for an export. Search text and purpose are personal, so they are sealed in the filter column.
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

/// Seals a request for storage.
pub fn seal(keys: &TenantKeys, tenant: Uuid, id: Uuid, asked: &Asked) -> Result<String, DbErr> {
    let text = serde_json::to_string(asked).map_err(|e| DbErr::Custom(e.to_string()))?;
    keys.seal_text(&place(tenant, id), &text)
}

/// Opens the request of a stored export.
pub fn open(keys: &TenantKeys, export: &export::Model) -> Result<Asked, Fault> {
    let unreadable = || Fault::internal(format!("the filter of export {} cannot be read", export.id));
    let text = keys.open_text(&place(export.tenant_id, export.id), &export.filter).map_err(|_| unreadable())?;
    serde_json::from_str(&text).map_err(|_| unreadable())
}

/// True if the filter matches everybody.
pub fn is_everybody(filter: &EndUserFilter) -> bool {
    filter.q.is_empty() && filter.provider.is_empty() && filter.prefecture.is_empty()
}

/// The exact number of matches. For everybody it is the company's running count; otherwise it counts index entries.
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

/// Limits a selection to the end users that existed when the export started.
pub fn up_to(
    everybody: Select<end_user::Entity>,
    filter: &EndUserFilter,
    keys: &TenantKeys,
    last: Uuid,
) -> Select<end_user::Entity> {
    end_users::narrow(everybody, filter, keys).filter(end_user::Column::Id.lte(last))
}
