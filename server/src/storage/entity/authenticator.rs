//! The second step of an account: an authenticator app, or codes by mail.

use sea_orm::entity::prelude::*;

#[derive(Clone, DeriveEntityModel)]
#[sea_orm(table_name = "authenticator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// The owner of the key that seals the secret: the company, or the provider for staff.
    pub tenant_id: Uuid,
    /// The secret in use.
    pub sealed: Option<Vec<u8>>,
    /// The newest accepted step (RFC 6238, 30 seconds each).
    pub last_step: i64,
    /// A new secret during setup.
    pub sealed_new: Option<Vec<u8>>,
    /// The step that confirmed the new secret. The person then has to type a recovery code.
    pub proved_step: Option<i64>,
    pub changed_at: DateTimeUtc,
    /// True if the second step in use is a code by mail.
    pub by_mail: bool,
    /// True while a code by mail is being set up.
    pub by_mail_new: bool,
    /// The number of changes of the signed columns.
    pub version: i64,
    /// Signature over the second step (see `guarded`).
    pub mac: Option<Vec<u8>>,
}

super::opaque_debug!(Model);

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
