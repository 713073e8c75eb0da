//! The page of one's own second step.

use super::{codes, recovery, totp};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Person, Read, Request, second_step, session};
use crate::storage::entity::authenticator;
use app::account::api::OWN_SECURITY;
use app::error::AppError;
use app::kit::mask_email;
use app::second_factor::api::{EnrolReason, FactorKind, Pending, SecondFactor};

pub async fn view(request: &Request) -> Result<SecondFactor, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let me = request.signed_in()?;
    if !second_step::is_offered(me.profile, me.class()) {
        return Err(AppError::NotFound.into());
    }
    let row = second_step::stored(&request.app, read.db(), me.account.id).await?;
    let by_mail = row.as_ref().is_some_and(|row| row.by_mail);
    let pending = pending(request, &read, me, row).await?;
    Ok(SecondFactor {
        since: me.account.second_factor_at.filter(|_| !me.must_enrol).map(when),
        required: me.needs_second_step(),
        forced: me.must_enrol.then_some(if by_mail { EnrolReason::Outdated } else { EnrolReason::Required }),
        recovery_codes_left: recovery::left(&read, &me.account).await?,
        needs_code: !session::code_was_shown(request, me).await?,
        pending,
        kind: if by_mail { FactorKind::Mail } else { FactorKind::Authenticator },
        state: second_step::state(&request.app, read.db(), &me.account).await?,
        mail_offered: second_step::is_mail_offered(me.profile, me.class()),
    })
}

async fn pending(
    request: &Request,
    read: &Read,
    me: &Person,
    row: Option<authenticator::Model>,
) -> Result<Pending, Fault> {
    let Some(row) = row else { return Ok(Pending::Nothing) };
    if row.proved_step.is_some() {
        return Ok(if codes::has_codes(request).await? { Pending::Codes } else { Pending::Nothing });
    }
    if row.by_mail_new {
        return Ok(Pending::Mail(mask_email(&me.account.email)));
    }
    let Some(sealed) = row.sealed_new else { return Ok(Pending::Nothing) };
    let issuer = request.app.config.service_name();
    let label = totp::AccountLabel { email: &me.account.email, issuer: &issuer };
    Ok(Pending::Authenticator(totp::setup(&*read.keys().await?, me.account.id, &sealed, label)?))
}
