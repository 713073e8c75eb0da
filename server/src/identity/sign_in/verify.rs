//! The second step of sign-in. Between the steps the session remembers for some minutes whose password was correct. It
//! opens only this page, and belongs to nobody yet.

use super::complete::{complete, end_session};
use super::half_way;
use crate::door::fault::Fault;
use crate::door::{Counter, HalfWay, PublicUse, Request, Write, second_step, session, throttle};
use crate::identity::second_factor::{self, Accepted, by_mail};
use crate::log::event::{Event, Outcome};
use crate::profile::Profile;
use crate::storage::entity::account;
use app::error::{AppError, Next};
use app::kit::mask_email;
use app::operation_logs::acts::OUT_OF_ORDER;
use app::record::Word;
use app::second_factor::api::Code;
use app::second_factor::messages as m;
use app::sign_in::acts;
use app::sign_in::api::Verification;
use sea_orm::ConnectionTrait;

/// After a correct password, starts a new session that waits for the second step.
pub async fn wait(
    request: &Request,
    account: &account::Model,
    profile: &Profile,
    return_to: &str,
) -> Result<Next, Fault> {
    let session = request.session.as_ref().ok_or_else(|| Fault::internal("signing in without a browser"))?;
    if session.id().is_some() {
        session.flush().await?;
    }
    half_way::note(&request.app, session, account, profile, return_to).await?;
    let mut tx = request.public(PublicUse::SignIn).await?;
    if second_step::is_by_mail(&request.app, tx.db(), account).await? {
        tx.known_as(account);
        if let Some(words) = by_mail::send(request, &tx, account, profile).await?.refusal() {
            return Ok(Next::to("/sign-in/verify").warning(words));
        }
        tx.commit(Event::new(app::second_factor::acts::SEND_CODE).on("account", account.id, &account.email)).await?;
    }
    Ok(Next::to("/sign-in/verify"))
}

/// What the page shows to a person between the steps.
pub async fn shown(request: &Request) -> Result<Verification, Fault> {
    let read = request.look(PublicUse::SignIn);
    let HalfWay { account, return_to, .. } = find(request, read.db()).await?;
    let by_mail = second_step::is_by_mail(&request.app, read.db(), &account).await?;
    Ok(Verification { mailed_to: by_mail.then(|| mask_email(&account.email)), return_to })
}

/// Mails another code.
pub async fn send(request: &Request) -> Result<Next, Fault> {
    let mut tx = request.public(PublicUse::SignIn).await?;
    let HalfWay { account, profile, .. } = find(request, tx.db()).await?;
    let back = Next::to("/sign-in/verify");
    let event = Event::new(app::second_factor::acts::SEND_CODE).on("account", account.id, &account.email);
    tx.known_as(&account);
    if !second_step::is_by_mail(&request.app, tx.db(), &account).await? {
        tx.commit(event.outcome(Outcome::Failure).because(OUT_OF_ORDER)).await?;
        return Ok(back.warning(m::NOT_STARTED));
    }
    if let Some(words) = by_mail::send(request, &tx, &account, profile).await?.refusal() {
        return Ok(back.warning(words));
    }
    tx.commit(event).await?;
    Ok(back.saying(m::MAIL_SENT))
}

/// The person between the steps, read within a transaction.
async fn find(request: &Request, db: &impl ConnectionTrait) -> Result<HalfWay, Fault> {
    half_way::find(&request.app, request.session()?, db).await?.ok_or(Fault::App(AppError::SignedOut))
}

/// Checks the second step. Each code is charged before the check. The attempt ends after the profile's number of wrong
/// codes.
pub async fn verify(request: &Request, command: Code) -> Result<Next, Fault> {
    let mut tx = request.public(PublicUse::SignIn).await?;
    let HalfWay { account, profile, attempt, return_to } = find(request, tx.db()).await?;
    if command.code.trim().is_empty() {
        return Err(AppError::invalid("code", m::CODE_MISSING).into());
    }
    tx.known_as(&account);
    let rule = &profile.lockout;
    let tries = throttle::charge(request, &tx, Counter::CodeOfAttempt, attempt, rule).await?;
    if tries > rule.code_attempts {
        return end(request, tx, &account).await;
    }
    let Some(accepted) = second_factor::take(request, &tx, &account, profile, &command.code).await? else {
        if tries == rule.code_attempts {
            return end(request, tx, &account).await;
        }
        tx.commit(failure(&account, app::second_factor::acts::WRONG_CODE)).await?;
        return Err(AppError::invalid("code", m::CODE_WRONG).into());
    };
    throttle::settle(request, &tx, Counter::CodeOfAttempt, attempt).await?;
    let mut left = None;
    if accepted == Accepted::RecoveryCode {
        second_factor::recovery_used(request, &tx, &account).await?;
        left = Some(second_factor::recovery_codes_left(tx.db(), account.id).await?);
    }
    let next = complete(request, tx, account, profile, accepted.method().code(), &return_to).await?;
    if left.is_some() {
        session::remember_code(request).await?;
    }
    Ok(match left {
        Some(left) if next.flash.is_none() => next.saying(m::RECOVERY_USED.with(&[("n", &left)])),
        _ => next,
    })
}

fn failure(account: &account::Model, reason: Word) -> Event {
    let event = Event::new(acts::SIGN_IN).outcome(Outcome::Failure).because(reason);
    event.on("account", account.id, &account.email)
}

async fn end(request: &Request, tx: Write, account: &account::Model) -> Result<Next, Fault> {
    second_factor::wrong_codes(request, &tx, account).await?;
    tx.commit(failure(account, acts::TOO_MANY_CODES)).await?;
    end_session(request).await?;
    Ok(Next::to("/sign-in").warning(m::CODE_ENDED))
}
