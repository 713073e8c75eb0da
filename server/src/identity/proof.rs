//! The means of step-up, and the check itself. Wrong answers count as everywhere, and the session gets a new id.

use crate::door::fault::Fault;
use crate::door::{Person, Request, Write, second_step};
use crate::identity::account;
use crate::identity::second_factor::{self, AcceptedCode};
use crate::identity::waiting_act;
use crate::log::event::Event;
use crate::profile::SignInMethod;
use crate::seal::passwords;
use crate::state::sessions::keys;
use app::account::api::OWN_SECURITY;
use app::error::{AppError, Next};
use app::paths::page_path;
use app::permission::{Permission, Role};
use app::proof::api::{ProofKind, ProofRule, Prove};
use app::proof::messages as m;
use app::second_factor::messages as sf;
use app::tables;

pub async fn kind(request: &Request) -> Result<ProofKind, Fault> {
    request.check(OWN_SECURITY).await?;
    kind_of(request, request.signed_in()?).await
}

pub async fn rule(request: &Request, of: Role) -> Result<ProofRule, Fault> {
    request.check(OWN_SECURITY).await?;
    let asks = tables::permissions().filter(|p| p.requires_step_up() && p.is_held_by(of, true));
    Ok(ProofRule {
        acts: asks.map(Permission::text).collect(),
        minutes: request.signed_in()?.profile.step_up.max_age_minutes,
    })
}

/// A code of the app, if there is one. A code by mail proves no more than the password, so the password comes first.
async fn kind_of(request: &Request, me: &Person) -> Result<ProofKind, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let by_app =
        me.account.second_factor_at.is_some() && !second_step::is_by_mail(&request.app, read.db(), &me.account).await?;
    Ok(if by_app { ProofKind::Code } else { ProofKind::Password })
}

/// Checks what the person shows. Then the log has the method, the session has a new id, and an action that waits goes on.
pub async fn prove(request: &Request, command: Prove) -> Result<Next, Fault> {
    request.check(OWN_SECURITY).await?;
    let me = request.signed_in()?;
    let (tx, method) = match kind_of(request, me).await? {
        ProofKind::Code => by_code(request, me, &command.code).await?,
        ProofKind::Password => by_password(request, me, &command.password).await?,
    };
    tx.commit(event(me).with(app::sign_in::acts::METHOD, method)).await?;
    if request.session.is_some() {
        request.note_now(keys::PROVED_AT).await?;
        request.renew_session().await?;
    }
    let next = Next::to(page_path(&command.return_to).unwrap_or("/"));
    Ok(if command.act.is_empty() { next } else { next.going_on(command.act) })
}

/// Drops the waiting action.
pub async fn cancel(request: &Request, act: &str) -> Result<Next, Fault> {
    let gone = waiting_act::take(request, act).await?;
    Ok(Next::to(gone.map_or_else(|| "/".to_owned(), |gone| gone.post.page_of(&gone.fields))))
}

fn event(me: &Person) -> Event {
    Event::new(app::proof::acts::PROVE).on("account", me.account.id, &me.account.email)
}

/// Checks a code. Returns the transaction, which the caller commits, and the method for the log.
async fn by_code(request: &Request, me: &Person, code: &str) -> Result<(Write, &'static str), Fault> {
    if code.trim().is_empty() {
        return Err(AppError::invalid("code", sf::CODE_MISSING).into());
    }
    let tx = request.write(OWN_SECURITY).await?;
    let Some(accepted) = second_factor::take(request, &tx, &me.account, me.profile, code).await? else {
        let wrong = AppError::invalid("code", sf::CODE_WRONG);
        return tx.refuse(event(me), app::second_factor::acts::WRONG_CODE, wrong).await;
    };
    if accepted == AcceptedCode::RecoveryCode {
        second_factor::recovery_used(request, &tx, &me.account).await?;
    }
    Ok((tx, accepted.method().code()))
}

/// The same for the current password.
async fn by_password(request: &Request, me: &Person, typed: &str) -> Result<(Write, &'static str), Fault> {
    if typed.is_empty() {
        return Err(AppError::invalid("password", m::PASSWORD_MISSING).into());
    }
    account::prove(request, me, &passwords::normalize(typed), app::proof::acts::PROVE, "password").await?;
    Ok((request.write(OWN_SECURITY).await?, SignInMethod::Password.code()))
}
