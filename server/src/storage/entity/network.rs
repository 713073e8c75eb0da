//! A network from which people of a company may come: all of them, or one.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// Whose it is alone; none for the company's.
    pub account_id: Option<Uuid>,
    /// As in RFC 4632 and RFC 4291: `203.0.113.0/24`.
    pub cidr: String,
    /// What the company calls it.
    pub note: String,
    pub created_at: DateTimeUtc,
    /// Signs whose it is and what it lets in (`guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
