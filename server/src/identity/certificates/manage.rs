//! Registers and revokes certificates. Administrators do this for members, and the owner may revoke their own.

use super::certificate::{CertificateNames, SEALED, is_offered};
use super::letters;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Person, Request, Write, read_id};
use crate::identity::colleague;
use crate::log::event::Event;
use crate::seal::x509;
use crate::storage::entity::account;
use crate::storage::entity::client_certificate::{self, Column as C};
use app::certificates::acts;
use app::certificates::api::{AddCertificate, OWN_CERTIFICATES};
use app::certificates::messages as m;
use app::error::{AppError, Next};
use app::operation_logs::acts::{FORGED, ROW};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// The largest number of unrevoked certificates per person.
const MOST: u64 = 20;

fn page(member: Uuid) -> Next {
    Next::to(format!("/members/{member}/certificates"))
}

/// The person who acts, if their profile offers certificates.
fn offered(request: &Request) -> Result<&Person, Fault> {
    let me = request.signed_in()?;
    if is_offered(me.profile) { Ok(me) } else { Err(AppError::NotFound.into()) }
}

/// Returns the member whose certificates are changed.
async fn member(request: &Request, tx: &Write, id: Uuid) -> Result<account::Model, Fault> {
    let me = offered(request)?;
    let found = colleague::find(tx, tx.of(), id).await?;
    if me.may_manage(&found) { Ok(found) } else { Err(AppError::Forbidden.into()) }
}

/// Reads and checks a pasted certificate.
fn read_pem(typed: &str, now: DateTime<Utc>) -> Result<x509::Facts, AppError> {
    let refuse = |message| AppError::invalid("pem", message);
    if typed.trim().is_empty() {
        return Err(refuse(m::PEM_MISSING));
    }
    if typed.contains("PRIVATE KEY") {
        return Err(refuse(m::PEM_KEY));
    }
    let facts = x509::der_of_pem(typed).and_then(|der| x509::facts(&der)).ok_or_else(|| refuse(m::PEM_WRONG))?;
    if facts.not_after <= now { Err(refuse(m::PEM_EXPIRED)) } else { Ok(facts) }
}

pub async fn add(request: &Request, command: AddCertificate) -> Result<Next, Fault> {
    let id = read_id(&command.id)?;
    offered(request)?;
    let now = request.app.clock.now();
    let facts = read_pem(&command.pem, now)?;
    let tx = request.write(app::members::api::MANAGE).await?;
    let of = member(request, &tx, id).await?;
    let own = tx.of::<client_certificate::Entity>().filter(C::AccountId.eq(of.id)).filter(C::RevokedAt.is_null());
    if own.count(tx.db()).await? >= MOST {
        return Err(AppError::invalid("pem", m::MANY.with(&[("n", &MOST)])).into());
    }
    let row = request.app.new_id();
    let named = CertificateNames { subject: facts.subject.clone(), issuer: facts.issuer };
    let fingerprint = hex::encode(&facts.fingerprint);
    let model = client_certificate::Model {
        id: row,
        tenant_id: tx.tenant(),
        account_id: of.id,
        fingerprint: facts.fingerprint,
        sealed: SEALED.seal(&*tx.keys().await?, row, &named)?,
        not_before: facts.not_before,
        not_after: facts.not_after,
        created_at: now,
        created_by: request.signed_in()?.account.id,
        revoked_at: None,
        version: 0,
        mac: None,
    };
    if !guarded::insert_of(&tx, &of, model).await? {
        return Err(AppError::invalid("pem", m::PEM_THERE).into());
    }
    letters::added(request, &tx, &of, &facts.subject).await?;
    let event = Event::new(acts::ADD).on("account", of.id, &of.email).with(acts::FINGERPRINT, fingerprint);
    tx.commit(event.with(ROW, row.to_string()).personal(acts::SUBJECT, facts.subject)).await?;
    Ok(page(of.id).saying(m::SAID_ADDED))
}

/// Revokes a member's certificate, for an administrator.
pub async fn revoke(request: &Request, id: &str) -> Result<Next, Fault> {
    let tx = request.write(app::members::api::MANAGE).await?;
    let id = read_id(id)?;
    let Some(row) = find(&tx, id).await? else {
        let owner = guarded::hidden::<client_certificate::Model>(&tx, id).await?.ok_or(AppError::NotFound)?;
        let of = member(request, &tx, owner).await?;
        return end_hidden(request, tx, id, &of, page(of.id)).await;
    };
    let of = member(request, &tx, row.account_id).await?;
    end(request, tx, row, &of, page(of.id)).await
}

/// Revokes one's own certificate. A certificate of another person counts as not found.
pub async fn revoke_own(request: &Request, id: &str) -> Result<Next, Fault> {
    let tx = request.write(OWN_CERTIFICATES).await?;
    let (me, id) = (request.signed_in()?, read_id(id)?);
    let back = Next::to("/account/certificates");
    if let Some(row) = find(&tx, id).await?.filter(|row| row.account_id == me.account.id) {
        return end(request, tx, row, &me.account, back).await;
    }
    if guarded::hidden::<client_certificate::Model>(&tx, id).await? != Some(me.account.id) {
        return Err(AppError::NotFound.into());
    }
    end_hidden(request, tx, id, &me.account, back).await
}

async fn find(tx: &Write, id: Uuid) -> Result<Option<client_certificate::Model>, Fault> {
    Ok(tx.one(tx.of::<client_certificate::Entity>().filter(C::Id.eq(id))).await?.there()?)
}

/// Revokes a certificate. All sessions of the owner end except the one in use, because the certificate may have opened
/// them. The owner gets a letter in any case (ASVS 6.3.7).
async fn end(
    request: &Request,
    tx: Write,
    mut row: client_certificate::Model,
    of: &account::Model,
    back: Next,
) -> Result<Next, Fault> {
    // The wrong signature of a forged row stays, so that it is marked after its end as well.
    let genuine = row.revoked_at.is_some() || guarded::take(&tx, &mut row).await?;
    let mac = if genuine { None } else { Some(row.mac.clone().unwrap_or_default()) };
    let open = client_certificate::Entity::update_many()
        .col_expr(C::RevokedAt, Expr::value(request.app.clock.now()))
        .col_expr(C::Mac, Expr::value(mac))
        .filter(C::Id.eq(row.id))
        .filter(C::RevokedAt.is_null());
    let event = Event::new(acts::REVOKE).on("account", of.id, &of.email);
    let event = event.with(acts::FINGERPRINT, hex::encode(&row.fingerprint)).with(ROW, row.id.to_string());
    if open.exec(tx.db()).await?.rows_affected != 1 {
        return tx.out_of_order(event, back.warning(m::SAID_OVER)).await;
    }
    guarded::ended::<client_certificate::Model>(&tx, row.id);
    tx.end_sessions(of.id, request.session.as_ref()).await?;
    // A certificate that cannot be read is named by its fingerprint.
    let named = tx.opened(CertificateNames::open(&*tx.keys().await?, &row));
    let subject = named.map_or_else(|| hex::encode(&row.fingerprint), |named| named.subject);
    letters::revoked(request, &tx, of, &subject).await?;
    tx.commit(event.personal(acts::SUBJECT, subject)).await?;
    Ok(back.saying(m::SAID_REVOKED))
}

/// Revokes a certificate whose row is gone for the moment: it stays revoked if somebody puts it back. Only its id is known.
async fn end_hidden(request: &Request, tx: Write, id: Uuid, of: &account::Model, back: Next) -> Result<Next, Fault> {
    guarded::ended::<client_certificate::Model>(&tx, id);
    tx.end_sessions(of.id, request.session.as_ref()).await?;
    letters::revoked(request, &tx, of, &id.to_string()).await?;
    let event = Event::new(acts::REVOKE).on("account", of.id, &of.email);
    tx.commit(event.with(ROW, id.to_string()).with(FORGED, true)).await?;
    Ok(back.saying(m::SAID_REVOKED))
}
