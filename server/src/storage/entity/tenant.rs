//! A customer company.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tenant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub profile: String,
    pub end_users: i64,
    pub created_at: DateTimeUtc,
    /// The company asks two-step verification of all its members.
    pub second_factor_for_all: bool,
    /// For whom the company limits from where they come; empty for nobody.
    pub networks_for: String,
    /// Until then the limits do not count: the support desk has lifted them.
    pub networks_lifted_until: Option<DateTimeUtc>,
    /// Until then support staff may look at something of the company.
    pub looked_at_until: Option<DateTimeUtc>,
    /// Which networks the company has listed, and whose each is (`networks::Listed`).
    pub networks_listed: Option<Vec<u8>>,
    /// Signs what of it decides (`guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
