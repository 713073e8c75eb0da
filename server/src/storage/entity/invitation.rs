//! An invitation to join a company's members. It becomes an account once whoever reads the address accepts it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    /// Name and address.
    pub sealed: Vec<u8>,
    /// Blind index of the folded address: one open invitation for each.
    pub address_index: Vec<u8>,
    pub role: String,
    pub state: String,
    pub invited_at: DateTimeUtc,
    pub invited_by: Uuid,
    pub approved_at: Option<DateTimeUtc>,
    pub approved_by: Option<Uuid>,
    /// When the last mail with a link was written.
    pub written_at: Option<DateTimeUtc>,
    /// How long the link is good.
    pub until: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    /// Signs whose it is and what it opens.
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
