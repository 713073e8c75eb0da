//! The second step of sign-in. Between the steps the session remembers for some minutes whose password was correct. It
//! opens only this page, and belongs to nobody yet.

use super::complete::{DeviceTrust, Proved, enter, first_page};
use super::decide::{AfterCode, CodeFacts, after_code};
use super::half_way::{self, Between};
use crate::door::fault::Fault;
use crate::door::{Counter, Guess, HalfWay, PublicUse, Request, Write, declined, second_step, session};
use crate::identity::kept_form;
use crate::identity::second_factor::{self, AcceptedCode, by_mail};
use crate::log::event::Event;
use crate::profile::Profile;
use crate::state::sessions::keys;
use crate::storage::entity::account;
use app::error::{AppError, Next};
use app::kit::mask_email;
use app::operation_logs::acts::OUT_OF_ORDER;
use app::second_factor::api::{Code, StepState};
use app::second_factor::messages as m;
use app::sign_in::acts;
use app::sign_in::api::Verification;
use sea_orm::ConnectionTrait;

const PAGE: &str = "/sign-in/verify";

/// After a correct password, ends the session before and starts a new one that waits for the second step. `proved` is the
/// entry for what was proved.
pub async fn ask(
    request: &Request,
    tx: Write,
    proved: Event,
    account: &account::Model,
    profile: &Profile,
    return_to: &str,
) -> Result<Next, Fault> {
    tx.end_own_session(request).await?;
    tx.commit(proved.on("account", account.id, &account.email)).await?;
    let session = request.session.as_ref().ok_or_else(|| Fault::internal("signing in without a browser"))?;
    let typed = kept_form::carry(session, account.id).await?;
    request.leave_session().await?;
    kept_form::put(session, typed).await?;
    half_way::note(&request.app, session, account, profile, return_to).await?;
    let mut tx = request.write_public(PublicUse::SignIn).await?;
    if second_step::is_by_mail(&request.app, tx.db(), account).await? {
        tx.log_as(account);
        by_mail::send_or_decline(request, tx, account, profile, sending(account), Next::to(PAGE)).await?;
    }
    Ok(Next::to(PAGE))
}

fn sending(account: &account::Model) -> Event {
    Event::new(app::second_factor::acts::SEND_CODE).on("account", account.id, &account.email)
}

/// What the page shows to a person between the steps.
pub async fn view(request: &Request) -> Result<Verification, Fault> {
    let read = request.read_public(PublicUse::SignIn);
    let HalfWay { account, return_to, .. } = find(request, read.db()).await?;
    let by_mail = second_step::is_by_mail(&request.app, read.db(), &account).await?;
    let altered = second_step::state(&request.app, read.db(), &account).await? == StepState::Altered;
    Ok(Verification { mailed_to: by_mail.then(|| mask_email(&account.email)), altered, return_to })
}

/// Mails another code.
pub async fn send(request: &Request) -> Result<Next, Fault> {
    let mut tx = request.write_public(PublicUse::SignIn).await?;
    let HalfWay { account, profile, .. } = find(request, tx.db()).await?;
    tx.log_as(&account);
    if !second_step::is_by_mail(&request.app, tx.db(), &account).await? {
        let next = Next::to(PAGE).warning(m::NOT_STARTED);
        return request.decline(tx, sending(&account), OUT_OF_ORDER, next).await;
    }
    by_mail::send_or_decline(request, tx, &account, profile, sending(&account), Next::to(PAGE)).await?;
    Ok(Next::to(PAGE).saying(m::MAIL_SENT))
}

/// The person between the steps, read within a transaction.
async fn find(request: &Request, db: &impl ConnectionTrait) -> Result<HalfWay, Fault> {
    match half_way::find(&request.app, request.session()?, db).await? {
        Between::Somebody(half) => Ok(*half),
        Between::Nobody | Between::ShutOut(_) => Err(AppError::SignedOut.into()),
    }
}

/// Recognises the person between the steps, charges the code, checks it, decides, and carries that out. The attempt ends
/// after the profile's number of wrong codes.
pub async fn verify(request: &Request, command: Code) -> Result<Next, Fault> {
    let mut tx = request.write_public(PublicUse::SignIn).await?;
    let half = find(request, tx.db()).await?;
    if command.code.trim().is_empty() {
        return Err(AppError::invalid("code", m::CODE_MISSING).into());
    }
    tx.log_as(&half.account);
    let rule = &half.profile.lockout;
    let guess = Guess::charge(&tx, Counter::CodeOfAttempt, half.attempt, rule).await?;
    let (tries, most) = (guess.tries, rule.code_attempts);
    let accepted = if CodeFacts::may_check(tries, most) {
        second_factor::take(request, &tx, &half.account, half.profile, &command.code).await?
    } else {
        None
    };
    match after_code(CodeFacts { tries, most, accepted }) {
        AfterCode::TryAgain => {
            let wrong = AppError::invalid("code", m::CODE_WRONG);
            tx.refuse(tried(&half.account), app::second_factor::acts::WRONG_CODE, wrong).await
        }
        AfterCode::StartAgain => start_again(request, tx, &half.account).await,
        AfterCode::Enter(accepted) => {
            guess.right(&tx).await?;
            come_in(request, tx, &half, accepted).await
        }
    }
}

fn tried(account: &account::Model) -> Event {
    Event::new(acts::SIGN_IN).on("account", account.id, &account.email)
}

/// Ends the attempt, and tells the person by mail: somebody knows the password.
async fn start_again(request: &Request, tx: Write, account: &account::Model) -> Result<Next, Fault> {
    second_factor::wrong_codes(request, &tx, account).await?;
    let ended = declined(Next::to("/sign-in").warning(m::CODE_ENDED));
    request.refuse_and_leave(tx, tried(account), acts::TOO_MANY_CODES, ended).await
}

/// Signs the person in. A recovery code is reported by mail, and the next page says how many are left.
async fn come_in(request: &Request, tx: Write, half: &HalfWay, accepted: AcceptedCode) -> Result<Next, Fault> {
    let HalfWay { account, profile, return_to, password_at, .. } = half;
    let mut left = None;
    if accepted == AcceptedCode::RecoveryCode {
        second_factor::recovery_used(request, &tx, account).await?;
        left = Some(second_factor::recovery_codes_left(&tx, account).await?);
    }
    let who = Proved { account, profile, method: accepted.method().code(), device: DeviceTrust::AsSeen };
    enter(request, tx, &who).await?;
    request.session()?.insert(keys::PASSWORD_AT, *password_at).await?;
    let next = first_page(return_to);
    let Some(left) = left else { return Ok(next) };
    session::remember_code(request).await?;
    Ok(next.saying(m::RECOVERY_USED.with(&[("n", &left)])))
}
