//! Checking a code: for the second step of signing in, for a proof, or for a change of the second step itself.

use super::typed::folded;
use super::{by_mail, recovery, totp};
use crate::devices;
use crate::door::{Request, Write};
use crate::entity::account;
use crate::fault::Fault;
use crate::profile::{Profile, SecondFactorMethod};
use crate::sign_in::throttle;

/// What wrong codes of an account are counted under, apart from its passwords: halfway through signing in on a device never
/// seen, on a device of the person's, and in a session that is open. So whoever knows the password keeps nobody waiting who
/// is at home.
pub const CODES: [&str; 3] = ["code", "code on a known device", "code in a session"];

/// Which of them it is now.
pub fn codes_here(request: &Request, account: &account::Model) -> &'static str {
    let [unseen, known, signed_in] = CODES;
    match request.signed_in() {
        Ok(_) => signed_in,
        Err(_) if devices::is_known(request, Some(account)) => known,
        Err(_) => unseen,
    }
}

/// What was taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Accepted {
    App,
    Mail,
    RecoveryCode,
}

impl Accepted {
    /// As logs have it.
    pub fn method(self) -> SecondFactorMethod {
        match self {
            Accepted::App => SecondFactorMethod::Totp,
            Accepted::Mail => SecondFactorMethod::EmailCode,
            Accepted::RecoveryCode => SecondFactorMethod::RecoveryCode,
        }
    }
}

/// Takes a code for an account. It is charged before it is looked at, in the same transaction, and whoever fails often
/// waits longer and longer. The caller commits either way, with what it writes to the log.
pub async fn take(
    request: &Request,
    tx: &Write,
    account: &account::Model,
    profile: &Profile,
    typed: &str,
) -> Result<Option<Accepted>, Fault> {
    let counted = codes_here(request, account);
    if let Some(wait) = throttle::charge_or_wait(request, tx, counted, account.id, &profile.lockout).await? {
        return Err(throttle::too_many(wait));
    }
    let code = folded(typed);
    let now = request.app.clock.now().timestamp();
    let accepted = if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
        let by_mail = by_mail::is_in_force(&request.app, tx.db(), account).await?
            && by_mail::accept(request, tx, account.id, &code).await?;
        if by_mail {
            Some(Accepted::Mail)
        } else {
            let taken = totp::accept(tx.db(), &*tx.keys().await?, account.id, &code, now).await?;
            taken.then_some(Accepted::App)
        }
    } else {
        recovery::accept(tx, account.id, &code).await?.then_some(Accepted::RecoveryCode)
    };
    if accepted.is_some() {
        throttle::settle(request, tx, counted, account.id).await?;
    }
    Ok(accepted)
}
