//! The second step of signing in. Between the two steps a session knows who proved the password, for some minutes, and is
//! nobody's: it opens this page and nothing else.

use super::complete::{complete, end_session, known};
use super::throttle;
use crate::door::{PublicUse, Request, Write, session};
use crate::entity::account;
use crate::event::{Action, Event, Outcome};
use crate::fault::Fault;
use crate::people;
use crate::profile::Profile;
use crate::second_factor::{self, Accepted, by_mail};
use crate::session_store::keys;
use crate::share;
use app::error::{AppError, Next};
use app::kit::mask_email;
use app::lead::page_path;
use app::second_factor::api::Code;
use app::second_factor::messages as m;
use app::sign_in::api::Verification;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What wrong codes of one attempt are counted under.
const THIS_ATTEMPT: &str = "codes of an attempt";

/// What a session knows between the steps.
#[derive(Serialize, Deserialize)]
struct Half {
    account: Uuid,
    attempt: Uuid,
    until: i64,
    /// Which password was proved: another one meanwhile starts from the beginning.
    #[serde(default)]
    password_no: i32,
    return_to: String,
}

/// The password was right: a session of its own, under a new id, waits for the second step.
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
    let half = Half {
        account: account.id,
        attempt: request.app.new_id(),
        until: (request.app.clock.now() + profile.second_factor.step()).timestamp(),
        password_no: account.password_no,
        return_to: page_path(return_to).unwrap_or_default().to_owned(),
    };
    session.insert(keys::HALF, half).await?;
    session.save().await?;
    let mut tx = request.public(PublicUse::SignIn).await?;
    if by_mail::is_in_force(&request.app, tx.db(), account).await? {
        known(&mut tx, account);
        if let Some(words) = by_mail::send(request, &tx, account, profile).await?.refusal() {
            return Ok(Next::to("/sign-in/verify").warning(words));
        }
        tx.commit(Event::new(Action::MailCodeSend).on("account", account.id, &account.email)).await?;
    }
    Ok(Next::to("/sign-in/verify"))
}

/// What the page shows to whoever is between the steps.
pub async fn shown(request: &Request) -> Result<Verification, Fault> {
    let read = request.look(PublicUse::SignIn);
    let (half, account, _) = find(request, read.db()).await?;
    let by_mail = by_mail::is_in_force(&request.app, read.db(), &account).await?;
    Ok(Verification { mailed_to: by_mail.then(|| mask_email(&account.email)), return_to: half.return_to })
}

/// Another mail with a code.
pub async fn send(request: &Request) -> Result<Next, Fault> {
    let mut tx = request.public(PublicUse::SignIn).await?;
    let (_, account, profile) = find(request, tx.db()).await?;
    let back = Next::to("/sign-in/verify");
    let event = Event::new(Action::MailCodeSend).on("account", account.id, &account.email);
    known(&mut tx, &account);
    if !by_mail::is_in_force(&request.app, tx.db(), &account).await? {
        tx.commit(event.outcome(Outcome::Failure).with("reason", "out_of_order")).await?;
        return Ok(back.warning(m::NOT_STARTED));
    }
    if let Some(words) = by_mail::send(request, &tx, &account, profile).await?.refusal() {
        return Ok(back.warning(words));
    }
    tx.commit(event).await?;
    Ok(back.saying(m::MAIL_SENT))
}

/// Whether somebody is between the steps; everybody else starts at the beginning.
pub async fn is_pending(request: &Request) -> Result<(), Fault> {
    find(request, request.look(PublicUse::SignIn).db()).await.map(drop)
}

/// The entry is theirs if somebody is between the steps.
pub async fn recognise(request: &Request, tx: &mut Write) -> Result<(), Fault> {
    match find(request, tx.db()).await {
        Ok((_, account, _)) => known(tx, &account),
        Err(Fault::SignedOut) => {}
        Err(fault) => return Err(fault),
    }
    Ok(())
}

async fn find(request: &Request, db: &impl ConnectionTrait) -> Result<(Half, account::Model, &'static Profile), Fault> {
    let session = request.session.as_ref().ok_or(Fault::SignedOut)?;
    let half = session.get::<Half>(keys::HALF).await?.ok_or(Fault::SignedOut)?;
    let found = people::with_company(&(&*request.app, db), account::Entity::find_by_id(half.account)).await?;
    let (account, tenant) = found.ok_or(Fault::SignedOut)?;
    let in_time = half.until > request.app.clock.now().timestamp();
    let same = account.password_no == half.password_no && account.second_factor_at.is_some();
    if !in_time || !same || account.status != "active" {
        return Err(Fault::SignedOut);
    }
    // Whoever has proved the password is no stranger any more.
    share::recognise();
    let profile = request.app.rules_for(db, tenant.as_ref()).await?;
    Ok((half, account, profile))
}

/// The second step. Codes are charged before they are looked at; after the profile's number of wrong ones the attempt ends.
pub async fn verify(request: &Request, command: Code) -> Result<Next, Fault> {
    let mut tx = request.public(PublicUse::SignIn).await?;
    let (half, account, profile) = find(request, tx.db()).await?;
    if command.code.trim().is_empty() {
        return Err(AppError::invalid("code", m::CODE_MISSING).into());
    }
    known(&mut tx, &account);
    let rule = &profile.lockout;
    let tries = throttle::charge(request, &tx, THIS_ATTEMPT, half.attempt, rule).await?;
    if tries > rule.code_attempts {
        return end(request, tx, &account).await;
    }
    let Some(accepted) = second_factor::take(request, &tx, &account, profile, &command.code).await? else {
        if tries == rule.code_attempts {
            return end(request, tx, &account).await;
        }
        tx.commit(failure(&account, "wrong_code")).await?;
        return Err(AppError::invalid("code", m::CODE_WRONG).into());
    };
    throttle::settle(request, &tx, THIS_ATTEMPT, half.attempt).await?;
    let mut left = None;
    if accepted == Accepted::RecoveryCode {
        second_factor::recovery_used(request, &tx, &account).await?;
        left = Some(second_factor::recovery_codes_left(tx.db(), account.id).await?);
    }
    let next = complete(request, tx, account, profile, accepted.method().code(), &half.return_to).await?;
    if left.is_some() {
        session::remember_code(request).await?;
    }
    Ok(match left {
        Some(left) if next.flash.is_none() => next.saying(m::RECOVERY_USED.with(&[("n", &left)])),
        _ => next,
    })
}

fn failure(account: &account::Model, reason: &str) -> Event {
    let event = Event::new(Action::SignIn).outcome(Outcome::Failure).with("reason", reason);
    event.on("account", account.id, &account.email)
}

async fn end(request: &Request, tx: Write, account: &account::Model) -> Result<Next, Fault> {
    second_factor::wrong_codes(request, &tx, account).await?;
    tx.commit(failure(account, "too_many_codes")).await?;
    end_session(request).await?;
    Ok(Next::to("/sign-in").warning(m::CODE_ENDED))
}
