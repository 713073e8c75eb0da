//! A word of the name of a company's member, as a blind index. It carries no signature: a forged one decides nothing but what a
//! search finds, and a search shows nobody whose own name does not match. A job writes again what somebody has taken away.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_word")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub word_index: Vec<u8>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
