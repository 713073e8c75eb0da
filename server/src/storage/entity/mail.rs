//! A mail of the outbox.

use app::mail::kinds::MailState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The tenant whose log records the delivery.
    pub tenant_id: Uuid,
    /// The recipient, if it is a person with an account.
    pub account_id: Option<Uuid>,
    /// The subject of the mail: an invitation, a contact, an account that was reset. The page of the subject shows the
    /// delivery to the person who caused it.
    pub about: Option<Uuid>,
    pub kind: String,
    pub language: String,
    /// Address and letter.
    pub sealed: Vec<u8>,
    pub state: String,
    pub tries: i32,
    pub next_at: DateTimeUtc,
    /// The time after which the mail has no use, because its link is no longer valid.
    #[sea_orm(column_name = "useless_at")]
    pub expires_at: Option<DateTimeUtc>,
    pub failure: Option<String>,
    pub once_key: Option<String>,
    pub created_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

super::has_state!(Model: state, State: MailState);

impl ActiveModelBehavior for ActiveModel {}
