//! The secret address under which programs get the announcements for a person. The database has a hash of it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "announcement_feed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub tenant_id: Uuid,
    /// Random bytes. The secret is made from them with a key that is not in the database, so that pages can show it again.
    pub nonce: Vec<u8>,
    pub token_hash: Vec<u8>,
    pub made_at: DateTimeUtc,
    /// The number of changes of the row.
    pub version: i64,
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
