//! The entries of a log that have no words yet, from the first up to this one: they were written before there were words. A
//! job fills them in from the newest to the oldest, and removes the row at the end. It is not signed, because it decides
//! nothing but which entries a search finds.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "operation_log_unindexed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    pub seq: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
