//! Somebody who cannot sign in asks the support desk. It belongs to the provider: whose account it is, nobody knows yet.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "help_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Names, address and messages as typed.
    pub sealed: Vec<u8>,
    /// Blind index of the folded address: one open request for each.
    pub address_index: Vec<u8>,
    pub kind: String,
    /// How often it was asked.
    pub times: i32,
    pub asked_at: DateTimeUtc,
    /// By when the profile promises an answer.
    pub due_at: DateTimeUtc,
    pub done_at: Option<DateTimeUtc>,
    pub done_by: Option<Uuid>,
    /// The case that answers it.
    pub case_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
