//! Client certificates (MS-16, MS-22): registered by an administrator, bound to a person. The server in front asks the
//! browser for one and makes sure that it has the key; whose it is, and whether it still counts, is known here alone.

mod letters;
mod manage;
pub mod remind;

use crate::door::{Read, Request, Write};
use crate::entity::account;
use crate::entity::client_certificate::{self, Column as C};
use crate::fault::Fault;
use crate::keys::TenantKeys;
use crate::profile::{Profile, SignInMethod};
use crate::seal::{Place, RowKey, x509};
use crate::signed_in::SignedIn;
use crate::{colleague, use_case, view};
use app::certificates::api::{
    AddCertificate, Certificate, CertificatePage, CertificateState, CertificatesApi, OneCertificate, OwnCertificates,
};
use app::error::{AppError, Next};
use app::permission::Permission;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[async_trait::async_trait]
impl CertificatesApi for Request {
    async fn certificates(&self, member: &str) -> Result<CertificatePage, AppError> {
        use_case!(self, page(self, member))
    }

    async fn add_certificate(&self, command: AddCertificate) -> Result<Next, AppError> {
        use_case!(self, manage::add(self, command))
    }

    async fn revoke_certificate(&self, command: OneCertificate) -> Result<Next, AppError> {
        use_case!(self, manage::revoke(self, &command.certificate))
    }

    fn takes_certificates(&self) -> bool {
        self.signed_in().is_ok_and(|me| has_page(me))
    }

    async fn own_certificates(&self) -> Result<OwnCertificates, AppError> {
        use_case!(self, own(self))
    }

    async fn revoke_own_certificate(&self, command: OneCertificate) -> Result<Next, AppError> {
        use_case!(self, manage::revoke_own(self, &command.certificate))
    }
}

const TABLE: &str = "client_certificate";

/// What of a certificate is sealed.
#[derive(Serialize, Deserialize)]
struct Named {
    subject: String,
    issuer: String,
}

impl Named {
    fn open(keys: &TenantKeys, row: &client_certificate::Model) -> Result<Named, Fault> {
        let unreadable = || Fault::internal(format!("certificate {} cannot be read", row.id));
        let text = keys.open(&place(row.tenant_id, row.id), &row.sealed).map_err(|_| unreadable())?;
        serde_json::from_slice(&text).map_err(|_| unreadable())
    }
}

fn place(tenant: Uuid, row: Uuid) -> Place {
    Place { table: "client_certificate", column: "sealed", tenant: tenant.into_bytes(), row: row.into_bytes() }
}

/// Whether a profile takes certificates.
pub fn is_offered(profile: &Profile) -> bool {
    profile.sign_in.methods.contains(&SignInMethod::ClientCertificate)
}

/// Whether a request came with a certificate that is a person's, in time and not revoked.
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

/// Signs whose a certificate is, so that nobody who writes to the database registers one (S10). A revoked one has no
/// signature.
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

/// An account whose certificates count no more.
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

async fn page(request: &Request, member: &str) -> Result<CertificatePage, Fault> {
    let read = request.read(Permission::MembersView).await?;
    let me = request.signed_in()?;
    if !is_offered(me.profile) {
        return Err(Fault::NotFound);
    }
    let member = colleague::find(&read, read.of(), read_id(member)?).await?;
    Ok(CertificatePage {
        may_edit: me.permissions.has(Permission::MembersManage) && me.may_manage(&member),
        heard: request.app.config.hears_certificates(),
        certificates: of(request, &read, member.id).await?,
        member: member.id.to_string(),
        name: member.name,
    })
}

fn read_id(id: &str) -> Result<Uuid, Fault> {
    id.parse().map_err(|_| Fault::NotFound)
}

/// Whether somebody has a page of their own certificates: members, where the profile takes any. Staff have none.
fn has_page(me: &SignedIn) -> bool {
    is_offered(me.profile) && me.permissions.has(Permission::OwnCertificates)
}

/// One's own page.
async fn own(request: &Request) -> Result<OwnCertificates, Fault> {
    let read = request.read(Permission::OwnSecurity).await?;
    let me = request.signed_in()?;
    if !has_page(me) {
        return Err(Fault::NotFound);
    }
    let heard = request.app.config.hears_certificates();
    Ok(OwnCertificates { certificates: of(request, &read, me.account.id).await?, heard })
}

/// For whom a certificate of the company was issued, and by whom.
pub async fn name(read: &Read, id: Uuid) -> Result<String, Fault> {
    let row = read.of::<client_certificate::Entity>().filter(C::Id.eq(id)).one(read.db()).await?;
    let Named { subject, issuer } = Named::open(&*read.keys().await?, &row.ok_or(Fault::NotFound)?)?;
    Ok(format!("{subject} ({issuer})"))
}

/// The certificates of a person, the newest first.
async fn of(request: &Request, read: &Read, person: Uuid) -> Result<Vec<Certificate>, Fault> {
    let rows = read.of::<client_certificate::Entity>().filter(C::AccountId.eq(person)).order_by_desc(C::Id);
    let rows = rows.all(read.db()).await?;
    let (keys, now) = (read.keys().await?, request.app.clock.now());
    let one = |row: client_certificate::Model| {
        let Named { subject, issuer } = Named::open(&keys, &row)?;
        let in_time = row.not_before <= now && now < row.not_after;
        Ok(Certificate {
            id: row.id.to_string(),
            subject,
            issuer,
            fingerprint: pairs(&row.fingerprint),
            until: view::when(row.not_after),
            state: match row.revoked_at {
                Some(_) => CertificateState::Revoked,
                None if in_time => CertificateState::Good,
                None => CertificateState::OutOfTime,
            },
        })
    };
    rows.into_iter().map(one).collect()
}

/// As other programs show fingerprints.
fn pairs(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
}
