//! A word of the texts of an inquiry, as a blind index. It carries no signature: a forged one decides nothing but what a search
//! finds among the inquiries that a person may see anyway.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inquiry_word")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub word_index: Vec<u8>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub inquiry_id: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
