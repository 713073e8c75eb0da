//! A network from which members of a company may sign in: all members, or one of them.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// The only member it applies to; `None` for the whole company.
    pub account_id: Option<Uuid>,
    /// Notation of RFC 4632 and RFC 4291: `203.0.113.0/24`.
    pub cidr: String,
    /// The company's name for it.
    pub note: String,
    pub created_at: DateTimeUtc,
    /// The number of changes of the signed columns.
    pub version: i64,
    /// Signature over the owner and the network (`guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
