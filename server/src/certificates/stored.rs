//! Stored certificates, and the check that a request came with a valid one.

use crate::door::{Request, Write};
use crate::fault::Fault;
use crate::profile::{Profile, SignInMethod};
use crate::seal::keys::TenantKeys;
use crate::seal::{Place, RowKey, x509};
use crate::storage::entity::account;
use crate::storage::entity::client_certificate::{self, Column as C};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const TABLE: &str = "client_certificate";

/// The sealed part of a certificate.
#[derive(Serialize, Deserialize)]
pub struct Named {
    pub subject: String,
    pub issuer: String,
}

impl Named {
    pub fn open(keys: &TenantKeys, row: &client_certificate::Model) -> Result<Named, Fault> {
        let unreadable = || Fault::internal(format!("certificate {} cannot be read", row.id));
        let text = keys.open(&place(row.tenant_id, row.id), &row.sealed).map_err(|_| unreadable())?;
        serde_json::from_slice(&text).map_err(|_| unreadable())
    }
}

pub fn place(tenant: Uuid, row: Uuid) -> Place {
    Place { table: "client_certificate", column: "sealed", tenant: tenant.into_bytes(), row: row.into_bytes() }
}

/// True if a profile allows certificates.
pub fn is_offered(profile: &Profile) -> bool {
    profile.sign_in.methods.contains(&SignInMethod::ClientCertificate)
}

/// True if the certificate of a request belongs to a person, is in date and not revoked.
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
    let Some(row) = good.one(db).await? else { return Ok(false) };
    let app = &request.app;
    let genuine = signed(&row, |parts| app.keys.rows().fits(TABLE, parts, row.mac.as_deref()));
    if !genuine {
        app.alarms.raise(TABLE, row.id.to_string(), &sign(app.keys.rows(), &row));
    }
    Ok(genuine)
}

/// Signs the owner of a certificate, so that a person who can write to the database cannot register one (S10). A
/// revoked certificate has no signature.
pub fn sign(key: &RowKey, row: &client_certificate::Model) -> Vec<u8> {
    signed(row, |parts| key.sign(TABLE, parts))
}

fn signed<T>(row: &client_certificate::Model, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    then(&[
        row.id.as_bytes(),
        row.tenant_id.as_bytes(),
        row.account_id.as_bytes(),
        &row.fingerprint,
        &row.not_before.timestamp().to_be_bytes(),
        &row.not_after.timestamp().to_be_bytes(),
    ])
}

/// Revokes all certificates of an account.
pub async fn revoke_all(tx: &Write, account: Uuid) -> Result<(), Fault> {
    client_certificate::Entity::update_many()
        .col_expr(C::RevokedAt, Expr::value(tx.app().clock.now()))
        .col_expr(C::Mac, Expr::value(None::<Vec<u8>>))
        .filter(C::AccountId.eq(account))
        .filter(C::RevokedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}
