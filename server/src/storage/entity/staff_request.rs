//! Somebody who is to be staff of the provider, and who approved it (DS-13, BP-15).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sealed: Vec<u8>,
    pub address_index: Vec<u8>,
    pub role: String,
    pub state: String,
    pub asked_at: DateTimeUtc,
    /// None for the command line.
    pub asked_by: Option<Uuid>,
    pub decided_at: Option<DateTimeUtc>,
    /// None where nobody was there who could.
    pub decided_by: Option<Uuid>,
    /// Why it was decided so.
    pub sealed_decision: Option<Vec<u8>>,
    /// The account that it leads to, known from the approval on.
    pub account_id: Option<Uuid>,
    /// When the link was last written.
    pub written_at: Option<DateTimeUtc>,
    pub until: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    /// Signs what decides what it does (see `guarded`).
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
