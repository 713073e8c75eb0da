//! A session, found by the hash of its id.

use sea_orm::entity::prelude::*;

#[derive(Clone, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id_hash: Vec<u8>,
    pub account_id: Option<Uuid>,
    pub tenant_id: Option<Uuid>,
    /// The session's data, sealed.
    pub data: String,
    /// Keyed hash of the data. It shows whether a save would change anything.
    pub digest: Option<Vec<u8>>,
    pub created_at: DateTimeUtc,
    pub last_seen_at: DateTimeUtc,
    /// The signature of the id and `last_seen_at`.
    pub seen_mac: Option<Vec<u8>>,
    pub idle_seconds: i32,
    pub absolute_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::account::Entity", from = "Column::AccountId", to = "super::account::Column::Id")]
    Account,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

super::opaque_debug!(Model);

impl ActiveModelBehavior for ActiveModel {}
