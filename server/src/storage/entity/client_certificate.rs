//! A client certificate of a person (MS-22).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_certificate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    pub account_id: Uuid,
    /// SHA-256 of the certificate (DER).
    pub fingerprint: Vec<u8>,
    /// Subject and issuer.
    pub sealed: Vec<u8>,
    pub not_before: DateTimeUtc,
    pub not_after: DateTimeUtc,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
    pub revoked_at: Option<DateTimeUtc>,
    /// The number of changes of the signed columns.
    pub version: i64,
    /// Signature over the owner and the certificate.
    pub mac: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
