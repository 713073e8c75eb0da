//! The second step of an account: an authenticator app, or the mail.

use sea_orm::entity::prelude::*;

#[derive(Clone, DeriveEntityModel)]
#[sea_orm(table_name = "authenticator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// Whose key seals the secret: the company's, or the provider's for staff.
    pub tenant_id: Uuid,
    /// The secret in force.
    pub sealed: Option<Vec<u8>>,
    /// The newest step that was accepted (RFC 6238, 30 seconds each).
    pub last_step: i64,
    /// A new secret that is being set up.
    pub sealed_new: Option<Vec<u8>>,
    /// The step that proved the new secret; then a recovery code is asked for.
    pub proved_step: Option<i64>,
    pub changed_at: DateTimeUtc,
    /// The second step in force is a code by mail.
    pub by_mail: bool,
    /// A code by mail is being set up.
    pub by_mail_new: bool,
    /// Signs what the second step is (see `guarded`).
    pub mac: Option<Vec<u8>>,
}

super::opaque_debug!(Model);

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
