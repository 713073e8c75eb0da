//! How far the letters about a published version are. They are queued company by company, in the order of the ids.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "announcement_round")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version_id: Uuid,
    pub begun_at: DateTimeUtc,
    /// The last company that was told.
    pub last_company: Option<Uuid>,
    /// The number of companies that were told.
    pub companies: i64,
    pub letters: i64,
    /// The number of companies without a contact for it.
    pub untold: i64,
    pub finished_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
