//! A notification contact of a company: an address that receives chosen kinds of notices and needs no account.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// Name and address.
    pub sealed: Vec<u8>,
    /// Blind index of the folded address: one contact per address.
    pub address_index: Vec<u8>,
    /// Codes separated by commas.
    pub kinds: String,
    pub language: String,
    /// Set when a reader of the mailbox has opened the confirmation link.
    pub confirmed_at: Option<DateTimeUtc>,
    /// The time of the last mail that a user of the console had sent to it.
    pub written_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
    pub version: i64,
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
