//! A notification contact of a company: an address that gets notices by kind and needs no account.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// Name and address.
    pub sealed: Vec<u8>,
    /// Blind index of the folded address: one contact for each.
    pub address_index: Vec<u8>,
    /// Codes with commas between.
    pub kinds: String,
    pub language: String,
    /// Whoever reads the address has opened the link.
    pub confirmed_at: Option<DateTimeUtc>,
    /// When somebody here last had a mail written to it.
    pub written_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
