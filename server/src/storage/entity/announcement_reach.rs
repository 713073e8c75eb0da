//! By which a company finds the announcements that are for it: a row for each part of the rule of the version that is shown. It
//! decides nothing. The version itself says who may read it, and is signed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "announcement_reach")]
pub struct Model {
    /// `all`, `profile:` with a name, or `company:` with an id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub whom: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub announcement_id: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
