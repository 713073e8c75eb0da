//! Checks a code: for the second step of sign-in, for step-up, or for a change of the second step itself.

use super::typed::folded;
use super::{by_mail, recovery, totp};
use crate::door::fault::Fault;
use crate::door::{Counter, Guess, Request, Write, second_step};
use crate::identity::devices;
use crate::profile::{Profile, SecondFactorMethod};
use crate::storage::entity::account;
use app::error::AppError;
use app::second_factor::api::StepState;
use app::second_factor::messages as m;

/// The counter for wrong codes of an account in this situation.
pub fn codes_here(request: &Request, account: &account::Model) -> Counter {
    match request.signed_in() {
        Ok(_) => Counter::CodeInSession,
        Err(_) if devices::is_known(request, Some(account)) => Counter::CodeKnown,
        Err(_) => Counter::CodeUnseen,
    }
}

/// The kind of the accepted code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AcceptedCode {
    Authenticator,
    Mail,
    RecoveryCode,
}

impl AcceptedCode {
    /// The method's name in logs.
    pub fn method(self) -> SecondFactorMethod {
        match self {
            AcceptedCode::Authenticator => SecondFactorMethod::Totp,
            AcceptedCode::Mail => SecondFactorMethod::EmailCode,
            AcceptedCode::RecoveryCode => SecondFactorMethod::RecoveryCode,
        }
    }
}

/// Checks a code of an account. The try is charged first, in the same transaction, and repeated failures wait longer
/// and longer. The caller commits either way, with its log entry. If the second step is forged, no code can be right: then the
/// person is told so, and nothing is charged.
pub async fn take(
    request: &Request,
    tx: &Write,
    account: &account::Model,
    profile: &Profile,
    typed: &str,
) -> Result<Option<AcceptedCode>, Fault> {
    let guess = Guess::charge_in_turn(tx, codes_here(request, account), account, &profile.lockout).await?;
    let code = folded(typed);
    let now = request.app.clock.now().timestamp();
    let is_code = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
    if is_code && second_step::state(&request.app, tx.db(), account).await? == StepState::Altered {
        return Err(AppError::invalid("code", m::CODE_ALTERED).into());
    }
    let accepted = if is_code {
        let by_mail = second_step::is_by_mail(&request.app, tx.db(), account).await?
            && by_mail::accept(request, tx, account.id, &code).await?;
        if by_mail {
            Some(AcceptedCode::Mail)
        } else {
            let taken = totp::accept(tx, account.id, &code, now).await?;
            taken.then_some(AcceptedCode::Authenticator)
        }
    } else {
        recovery::accept(tx, account, &code).await?.then_some(AcceptedCode::RecoveryCode)
    };
    if accepted.is_some() {
        guess.right(tx).await?;
    }
    Ok(accepted)
}
