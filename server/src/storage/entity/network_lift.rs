//! A request from a company that has locked itself out: lift its network limits for some hours. One member of staff
//! files it, another one carries it out.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_lift")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// How staff verified the identity of the person who asked.
    pub evidence: String,
    pub sealed_reason: Vec<u8>,
    pub asked_at: DateTimeUtc,
    pub asked_by: Uuid,
    pub closed_at: Option<DateTimeUtc>,
    /// The number of changes of the signed columns.
    pub version: i64,
    /// Signature over the columns that decide its effect (see `guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
