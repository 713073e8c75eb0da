//! The means of step-up, and the check itself. Wrong answers count as everywhere, and the session gets a new id.

use crate::door::fault::Fault;
use crate::door::{Person, Request, Write, second_step};
use crate::identity::account;
use crate::identity::kept_form;
use crate::identity::second_factor::{self, AcceptedCode};
use crate::identity::waiting_act;
use crate::log::event::Event;
use crate::profile::SignInMethod;
use crate::seal::passwords;
use crate::state::sessions::keys;
use app::account::api::OWN_SECURITY;
use app::error::{AppError, Next};
use app::paths::page_path;
use app::permission::{Permission, Role, StepUpWeight};
use app::proof::api::{ProofKind, ProofRule, Prove};
use app::proof::file::file_of;
use app::proof::messages as m;
use app::second_factor::messages as sf;
use app::tables;

pub async fn kind(request: &Request) -> Result<ProofKind, Fault> {
    request.check(OWN_SECURITY).await?;
    kind_of(request, request.signed_in()?).await
}

pub async fn rule(request: &Request, of: Role) -> Result<ProofRule, Fault> {
    request.check(OWN_SECURITY).await?;
    let asks = |weight| tables::permissions().filter(move |p| p.step_up() == weight && p.is_held_by(of, true));
    let step_up = &request.signed_in()?.profile.step_up;
    Ok(ProofRule {
        acts: asks(StepUpWeight::Grave).map(Permission::text).collect(),
        minutes: step_up.max_age_minutes,
        light_acts: asks(StepUpWeight::Light).map(Permission::text).collect(),
        light_minutes: step_up.light_max_age_minutes,
    })
}

async fn kind_of(request: &Request, me: &Person) -> Result<ProofKind, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let second_step = me.account.second_factor_at.is_some();
    let by_mail = second_step && second_step::is_by_mail(&request.app, read.db(), &me.account).await?;
    Ok(asked_for(second_step, by_mail))
}

/// A code of the app, if there is one. A code by mail proves no more than the password, so the password comes first.
fn asked_for(second_step: bool, by_mail: bool) -> ProofKind {
    if second_step && !by_mail { ProofKind::Code } else { ProofKind::Password }
}

/// Checks what the person shows, decides, and carries that out: the log has the method, the session has a new id, and an
/// action that waits goes on.
pub async fn prove(request: &Request, command: Prove) -> Result<Next, Fault> {
    request.check(OWN_SECURITY).await?;
    let me = request.signed_in()?;
    let (tx, shown) = match kind_of(request, me).await? {
        ProofKind::Code => by_code(request, me, &command.code).await?,
        ProofKind::Password => by_password(request, me, &command.password).await?,
    };
    match decide(shown) {
        AfterProof::TryAgain => {
            let wrong = AppError::invalid("code", sf::CODE_WRONG);
            tx.refuse(event(me), app::second_factor::acts::WRONG_CODE, wrong).await
        }
        AfterProof::GoOn { method, letter } => {
            if letter {
                second_factor::recovery_used(request, &tx, &me.account).await?;
            }
            tx.commit(event(me).with(app::sign_in::acts::METHOD, method)).await?;
            go_on(request, command).await
        }
    }
}

async fn go_on(request: &Request, command: Prove) -> Result<Next, Fault> {
    if request.session.is_some() {
        request.note_now(keys::PROVED_AT).await?;
        request.renew_session().await?;
    }
    Ok(after(&command.return_to, command.act))
}

/// Where step-up leads: to an action that waits, or to the page that asked. The page of a file says how the download goes on,
/// because an address never carries an action.
fn after(return_to: &str, act: String) -> Next {
    let page = page_path(return_to).unwrap_or("/");
    let next = Next::to(page);
    match file_of(page) {
        _ if !act.is_empty() => next.going_on(act),
        Some(_) => next.saying(m::FILE_NOW),
        None => next,
    }
}

/// What a person has shown.
#[derive(Clone, Copy, Debug)]
enum ShownProof {
    /// The current password. A wrong one is counted and refused where it is checked.
    Password,
    /// A code, with its kind if it is right.
    Code(Option<AcceptedCode>),
}

/// What follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum AfterProof {
    TryAgain,
    GoOn {
        /// For the log.
        method: &'static str,
        /// A letter tells the person about a used recovery code.
        letter: bool,
    },
}

fn decide(shown: ShownProof) -> AfterProof {
    match shown {
        ShownProof::Password => AfterProof::GoOn { method: SignInMethod::Password.code(), letter: false },
        ShownProof::Code(None) => AfterProof::TryAgain,
        ShownProof::Code(Some(code)) => {
            AfterProof::GoOn { method: code.method().code(), letter: code == AcceptedCode::RecoveryCode }
        }
    }
}

/// Drops the waiting action. Its form comes back as it was typed, not sent.
pub async fn cancel(request: &Request, act: &str) -> Result<Next, Fault> {
    let Some(gone) = waiting_act::take(request, act).await? else { return Ok(Next::to("/")) };
    kept_form::keep_cancelled(request, gone.post, &gone.fields).await?;
    Ok(Next::to(gone.post.page_of(&gone.fields)).saying(m::CANCELLED))
}

fn event(me: &Person) -> Event {
    Event::new(app::proof::acts::PROVE).on("account", me.account.id, &me.account.email)
}

/// Checks a code. Returns the transaction, which the caller commits either way.
async fn by_code(request: &Request, me: &Person, code: &str) -> Result<(Write, ShownProof), Fault> {
    if code.trim().is_empty() {
        return Err(AppError::invalid("code", sf::CODE_MISSING).into());
    }
    let tx = request.write(OWN_SECURITY).await?;
    let accepted = second_factor::take(request, &tx, &me.account, me.profile, code).await?;
    Ok((tx, ShownProof::Code(accepted)))
}

/// Checks the current password. Returns the transaction, which the caller commits either way.
async fn by_password(request: &Request, me: &Person, typed: &str) -> Result<(Write, ShownProof), Fault> {
    if typed.is_empty() {
        return Err(AppError::invalid("password", m::PASSWORD_MISSING).into());
    }
    account::prove(request, me, &passwords::normalize(typed), app::proof::acts::PROVE, "password").await?;
    Ok((request.write(OWN_SECURITY).await?, ShownProof::Password))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_proof_goes_on_and_a_recovery_code_is_told_by_a_letter() {
        let on = |method, letter| AfterProof::GoOn { method, letter };
        let table = [
            (ShownProof::Password, on("password", false)),
            (ShownProof::Code(None), AfterProof::TryAgain),
            (ShownProof::Code(Some(AcceptedCode::Authenticator)), on("totp", false)),
            (ShownProof::Code(Some(AcceptedCode::Mail)), on("email-code", false)),
            (ShownProof::Code(Some(AcceptedCode::RecoveryCode)), on("recovery-code", true)),
        ];
        for (shown, outcome) in table {
            assert_eq!(decide(shown), outcome, "{shown:?}");
        }
    }

    #[test]
    fn a_code_is_asked_of_those_who_have_an_app() {
        // The account has a second step, its codes come by mail.
        let table = [
            (false, false, ProofKind::Password),
            (false, true, ProofKind::Password),
            (true, false, ProofKind::Code),
            (true, true, ProofKind::Password),
        ];
        for (second_step, by_mail, kind) in table {
            assert_eq!(asked_for(second_step, by_mail), kind, "{second_step} {by_mail}");
        }
    }
}
