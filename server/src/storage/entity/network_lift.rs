//! A request of a company that has locked itself out: lift the limits of its networks for some hours. One member of staff
//! writes it down, another one does it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_lift")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// How staff made sure who asks.
    pub evidence: String,
    pub sealed_reason: Vec<u8>,
    pub asked_at: DateTimeUtc,
    pub asked_by: Uuid,
    pub closed_at: Option<DateTimeUtc>,
    /// Signs what decides what it does (see `guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
