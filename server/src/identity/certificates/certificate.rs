//! Stored certificates, and the check that a request came with a valid one.

use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::{Request, Write, readable};
use crate::profile::{Profile, SignInMethod};
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, Unreadable, x509};
use crate::storage::entity::account;
use crate::storage::entity::client_certificate::{self, Column as C};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The sealed part of a certificate.
#[derive(Serialize, Deserialize)]
pub struct CertificateNames {
    pub subject: String,
    pub issuer: String,
}

pub const SEALED: Sealed<client_certificate::Entity, CertificateNames> = Sealed::column("sealed");

impl CertificateNames {
    pub fn open(keys: &TenantKeys, row: &client_certificate::Model) -> Result<CertificateNames, Unreadable> {
        SEALED.open(keys, row, &row.sealed)
    }
}

/// True if a profile allows certificates.
pub fn is_offered(profile: &Profile) -> bool {
    profile.sign_in.methods.contains(&SignInMethod::ClientCertificate)
}

/// True if the certificate of a request belongs to a person, is in date and not revoked. A forged one never counts (S10).
/// What this leads to at sign-in is decided with the password (`sign_in/decide.rs`); nothing else decides on it.
pub async fn fits(
    request: &Request,
    db: &impl ConnectionTrait,
    account: &account::Model,
    profile: &Profile,
) -> Result<bool, Fault> {
    let der = &request.origin.certificate;
    if der.is_empty() || !is_offered(profile) {
        return Ok(false);
    }
    let now = request.app.clock.now();
    let own = client_certificate::Entity::find().filter(C::AccountId.eq(account.id)).filter(C::RevokedAt.is_null());
    let good = own.filter(C::Fingerprint.eq(x509::fingerprint(der)));
    let good = good.filter(C::NotBefore.lte(now)).filter(C::NotAfter.gt(now));
    let found = readable::one(&request.app, db, good).await?.or_none();
    Ok(guarded::genuine(&(&*request.app, db), found).await?.is_some())
}

/// Revokes all certificates of an account.
pub async fn revoke_all(tx: &Write, account: Uuid) -> Result<(), Fault> {
    let own = tx.of::<client_certificate::Entity>().filter(C::AccountId.eq(account)).filter(C::RevokedAt.is_null());
    for id in readable::columns(tx.db(), own.select_only().column(C::Id)).await? {
        guarded::ended::<client_certificate::Model>(tx, id);
    }
    client_certificate::Entity::update_many()
        .col_expr(C::RevokedAt, Expr::value(tx.app().clock.now()))
        .col_expr(C::Mac, Expr::value(None::<Vec<u8>>))
        .filter(C::AccountId.eq(account))
        .filter(C::RevokedAt.is_null())
        .exec(tx.db())
        .await?;
    people::end_all::<client_certificate::Model>(tx, account, &[account]).await
}
