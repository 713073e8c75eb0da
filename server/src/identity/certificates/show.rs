//! Certificates on the pages.

use super::certificate::{CertificateNames, is_offered};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Person, Read, Request, read_id};
use crate::identity::colleague;
use crate::storage::entity::client_certificate::{self, Column as C};
use app::account::api::OWN_SECURITY;
use app::certificates::api::{
    Certificate, CertificatePage, CertificateState, OWN_CERTIFICATES, OwnCertificates, SubjectAndIssuer,
};
use app::error::AppError;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub async fn page(request: &Request, member: &str) -> Result<CertificatePage, Fault> {
    let read = request.read(app::members::api::VIEW).await?;
    let me = request.signed_in()?;
    if !is_offered(me.profile) {
        return Err(AppError::NotFound.into());
    }
    let member = colleague::find(&read, read.of(), read_id(member)?).await?;
    Ok(CertificatePage {
        may_edit: me.permissions.has(app::members::api::MANAGE) && me.may_manage(&member),
        accepted: request.app.config.accepts_client_certificates(),
        certificates: of(request, &read, member.id).await?,
        member: member.id.to_string(),
        name: member.name,
    })
}

/// True if a person has a page of their own certificates: members, if the profile allows certificates. Staff have none.
fn has_page(me: &Person) -> bool {
    is_offered(me.profile) && me.permissions.has(OWN_CERTIFICATES)
}

/// The person's own certificates.
pub async fn own(request: &Request) -> Result<OwnCertificates, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let me = request.signed_in()?;
    if !has_page(me) {
        return Err(AppError::NotFound.into());
    }
    let accepted = request.app.config.accepts_client_certificates();
    Ok(OwnCertificates { certificates: of(request, &read, me.account.id).await?, accepted })
}

/// The owner and issuer of a certificate in the company.
pub async fn name(read: &Read, id: Uuid) -> Result<String, Fault> {
    let row = read.one(read.of::<client_certificate::Entity>().filter(C::Id.eq(id))).await?.there()?;
    let row = row.ok_or(AppError::NotFound)?;
    let named = read.opened(CertificateNames::open(&*read.keys().await?, &row));
    // One that nobody can read is known by its fingerprint.
    Ok(named.map_or_else(
        || pairs(&row.fingerprint),
        |CertificateNames { subject, issuer }| format!("{subject} ({issuer})"),
    ))
}

/// The certificates of a person, newest first.
async fn of(request: &Request, read: &Read, person: Uuid) -> Result<Vec<Certificate>, Fault> {
    let rows = read.of::<client_certificate::Entity>().filter(C::AccountId.eq(person)).order_by_desc(C::Id);
    let rows = read.all(rows).await?;
    let (keys, now) = (read.keys().await?, request.app.clock.now());
    let mut shown = Vec::with_capacity(rows.len());
    for mut row in rows {
        let altered = row.revoked_at.is_none() && !guarded::take(read, &mut row).await?;
        let in_time = row.not_before <= now && now < row.not_after;
        shown.push(Certificate {
            id: row.id.to_string(),
            named: read
                .opened(CertificateNames::open(&keys, &row))
                .map(|CertificateNames { subject, issuer }| SubjectAndIssuer { subject, issuer }),
            fingerprint: pairs(&row.fingerprint),
            until: when(row.not_after),
            state: match row.revoked_at {
                // A revoked one has no signature. One that was forged when it was revoked keeps its wrong one.
                Some(_) if row.mac.is_some() => CertificateState::AlteredRevoked,
                Some(_) => CertificateState::Revoked,
                None if altered => CertificateState::Altered,
                None if in_time => CertificateState::Good,
                None => CertificateState::OutOfTime,
            },
        });
    }
    Ok(shown)
}

/// Fingerprint in the notation of other programs.
fn pairs(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
}
