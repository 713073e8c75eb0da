//! A passkey of an account (WebAuthn Level 3).

use sea_orm::entity::prelude::*;

#[derive(Clone, DeriveEntityModel)]
#[sea_orm(table_name = "passkey")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub tenant_id: Uuid,
    /// SHA-256 of the credential's id.
    pub credential_hash: Vec<u8>,
    /// Its name and public key.
    pub sealed: Vec<u8>,
    /// SHA-256 of the newest accepted answer.
    pub last_challenge: Option<Vec<u8>>,
    pub last_used_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    /// The number of changes of the signed columns.
    pub version: i64,
    /// Signature over the owner and the credential.
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

super::opaque_debug!(Model);

impl ActiveModelBehavior for ActiveModel {}
