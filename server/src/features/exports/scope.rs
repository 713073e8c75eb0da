//! The end users in an export: the stored filter, and the number of matches.

use crate::door::fault::Fault;
use crate::door::readable;
use crate::features::end_users;
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, Unreadable};
use crate::storage::entity::{end_user, export, tenant};
use crate::storage::rows;
use app::end_users::api::EndUserFilter;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QuerySelect, Select,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The request for an export. Search text and purpose are personal, so they are sealed in the filter column.
#[derive(Serialize, Deserialize)]
pub struct ExportRequest {
    #[serde(flatten)]
    pub filter: EndUserFilter,
    #[serde(default)]
    pub purpose: String,
}

const ASKED: Sealed<export::Entity, ExportRequest> = Sealed::column("filter");

/// Seals a request for storage.
pub fn seal(keys: &TenantKeys, id: Uuid, asked: &ExportRequest) -> Result<String, DbErr> {
    ASKED.seal_text(keys, id, asked)
}

/// Opens the request of a stored export.
pub fn open(keys: &TenantKeys, export: &export::Model) -> Result<ExportRequest, Unreadable> {
    ASKED.open_text(keys, export, &export.filter)
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
        let company = tenant::Entity::find_by_id(company).select_only().column(tenant::Column::EndUsers);
        return Ok(readable::columns(db, company).await?.pop().unwrap_or(0));
    }
    let found = end_users::narrow(everybody, filter, keys).count(db).await?;
    Ok(i64::try_from(found).unwrap_or(i64::MAX))
}

/// The end users that existed when the export started, and the rows that are nobody's, wherever they are sorted.
pub fn up_to(db: &impl ConnectionTrait, last: Uuid) -> Condition {
    let nobodys = rows::has_id(db.get_database_backend(), end_user::Column::Id).map(ExprTrait::not);
    Condition::any().add(end_user::Column::Id.lte(last)).add_option(nobodys)
}
