//! A request to the support desk from a person who cannot sign in. It belongs to the provider, because the account in
//! question is not verified yet.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "help_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Names, address and messages as typed.
    pub sealed: Vec<u8>,
    /// Blind index of the folded address: one open request per address.
    pub address_index: Vec<u8>,
    pub kind: String,
    /// The number of times the person has asked.
    pub times: i32,
    pub asked_at: DateTimeUtc,
    /// The deadline for an answer that the profile promises.
    pub due_at: DateTimeUtc,
    pub done_at: Option<DateTimeUtc>,
    pub done_by: Option<Uuid>,
    /// The case that answers the request.
    pub case_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
