//! Another service profile for a company: asked for by one member of staff, done by another one.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "profile_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// The profile that was in force when it was asked for.
    pub before: String,
    pub wanted: String,
    pub sealed_reason: Vec<u8>,
    pub asked_at: DateTimeUtc,
    pub asked_by: Uuid,
    pub approved_at: Option<DateTimeUtc>,
    pub approved_by: Option<Uuid>,
    /// When it was done or withdrawn.
    pub closed_at: Option<DateTimeUtc>,
    /// Signs what decides what it does (see `guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
