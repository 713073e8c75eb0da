//! A mail of the outbox.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// In whose log its sending stands.
    pub tenant_id: Uuid,
    /// Whom it is for, if that is a person with an account.
    pub account_id: Option<Uuid>,
    /// What it is about: an invitation, a contact, an account that was reset. Whoever caused it sees there how it went.
    pub about: Option<Uuid>,
    pub kind: String,
    pub language: String,
    /// Address and letter.
    pub sealed: Vec<u8>,
    pub state: String,
    pub tries: i32,
    pub next_at: DateTimeUtc,
    /// From then on nobody has a use for it: the link in it opens nothing any more.
    pub useless_at: Option<DateTimeUtc>,
    pub failure: Option<String>,
    pub once_key: Option<String>,
    pub created_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
