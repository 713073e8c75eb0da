//! A word of an end user's name, as a blind index.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "end_user_word")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub word_index: Vec<u8>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub end_user_id: Uuid,
    /// A copy of what the row of the end user has.
    pub prefecture_index: Option<Vec<u8>>,
    /// A copy of what the row of the end user has.
    pub providers: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
