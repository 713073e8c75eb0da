//! A recovery code of an account: a keyed hash, valid once.

use sea_orm::entity::prelude::*;

#[derive(Clone, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub code_hash: Vec<u8>,
    /// False for new codes until the person has typed one of them back.
    pub in_force: bool,
    pub used_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

super::opaque_debug!(Model);

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
