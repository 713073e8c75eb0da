//! A customer company. The column `looked_at_until` stays in the table for earlier versions of the program; nothing reads it.

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
    /// True if the company requires two-step verification for all its members.
    pub second_factor_for_all: bool,
    /// The members whose networks the company limits; empty for nobody.
    pub networks_for: String,
    /// The support desk has lifted the network limits until this time.
    pub networks_lifted_until: Option<DateTimeUtc>,
    /// The networks that the company has listed, and the owner of each (`networks::Listed`).
    pub networks_listed: Option<Vec<u8>>,
    /// The number of changes of the signed columns.
    pub version: i64,
    /// Signature over the columns that decide who may do what (`guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
