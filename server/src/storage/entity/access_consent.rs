//! A company's consent for support staff to view some of its data for a limited time (MS-18, BP-15).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "access_consent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// Codes separated by commas.
    pub scopes: String,
    pub sealed_reason: Vec<u8>,
    pub granted_at: DateTimeUtc,
    pub granted_by: Uuid,
    pub until: DateTimeUtc,
    /// The time of revocation.
    pub ended_at: Option<DateTimeUtc>,
    pub ended_by: Option<Uuid>,
    /// The number of changes of the signed columns.
    pub version: i64,
    /// Signature over the scopes and the time limit.
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
