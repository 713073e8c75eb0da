//! A change of a company's service profile: requested by one member of staff, carried out by another.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "profile_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// The profile in force at the time of the request.
    pub before: String,
    pub wanted: String,
    pub sealed_reason: Vec<u8>,
    pub asked_at: DateTimeUtc,
    pub asked_by: Uuid,
    pub approved_at: Option<DateTimeUtc>,
    pub approved_by: Option<Uuid>,
    /// The time it was carried out or withdrawn.
    pub closed_at: Option<DateTimeUtc>,
    /// The number of changes of the signed columns.
    pub version: i64,
    /// Signature over the columns that decide its effect (see `guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
