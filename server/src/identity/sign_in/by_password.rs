//! The first step of sign-in: address and password.

use super::attempt::{Attempt, Failed, Proof, Settled};
use super::complete::{self, DeviceTrust, Proved, enter, first_page, refused};
use super::decide::{AfterPassword, PasswordCheck, PasswordResult, after_password};
use super::recognise::{Recognised, recognise};
use super::{letters, verify};
use crate::base::address;
use crate::base::printable;
use crate::base::share::Asker;
use crate::door::fault::Fault;
use crate::door::{Request, Write};
use crate::identity::certificates;
use crate::log::event::Event;
use crate::profile::SignInMethod;
use crate::seal::passwords;
use crate::state::sessions::keys;
use app::error::{AppError, Next, Refusals};
use app::members::states::Lock;
use app::sign_in::acts;
use app::sign_in::api::SignIn;
use app::sign_in::messages as m;

/// Runs an attempt to its end even if the client disconnects, so that it is counted and logged.
pub async fn to_the_end(request: Request, command: SignIn) -> Result<Next, Fault> {
    let asker = Asker::now();
    let attempt = tokio::spawn(asker.does(async move { sign_in(&request, command).await }));
    attempt.await.map_err(|error| Fault::internal(error.to_string()))?
}

/// Recognises the account and its device, charges the attempt, checks the password, decides, and carries that out.
async fn sign_in(request: &Request, command: SignIn) -> Result<Next, Fault> {
    check_typed(&command)?;
    // The place among the account's attempts and the turn in line are kept until the end.
    let Recognised { email, beside: _beside, turn: _turn } =
        recognise(request, address::folded(&command.email)).await?;
    let attempt = Attempt::charge(request, &email).await?;
    let proof = prove(request, &attempt, &command.password).await?;
    let Settled { tx, failed } = attempt.settle(request, proof).await?;
    let facts = facts(request, &tx, &attempt, failed.is_none()).await?;
    match (after_password(facts), &attempt.account) {
        (AfterPassword::Enter(method), Some(account)) => {
            let who = Proved { account, profile: attempt.profile, method: method.code(), device: DeviceTrust::AsSeen };
            enter(request, tx, &who).await?;
            request.note_now(keys::PASSWORD_AT).await?;
            Ok(first_page(&command.return_to))
        }
        (AfterPassword::AskSecondStep, Some(account)) => {
            let proved = Event::new(acts::PASSWORD_PROVED);
            verify::ask(request, tx, proved, account, attempt.profile, &command.return_to).await
        }
        (AfterPassword::ShutOut(why), Some(account)) => {
            let method = SignInMethod::Password.code();
            let who = Proved { account, profile: attempt.profile, method, device: DeviceTrust::AsSeen };
            complete::shut_out(request, tx, &who, why, AppError::invalid(why.code(), why.text()).into()).await
        }
        (AfterPassword::Refuse, _) | (_, None) => refuse(request, tx, &attempt, failed).await,
    }
}

fn check_typed(command: &SignIn) -> Result<(), AppError> {
    let mut refusals = Refusals::default();
    if command.email.trim().is_empty() {
        refusals.add("email", m::EMAIL_MISSING);
    }
    if command.password.is_empty() {
        refusals.add("password", m::PASSWORD_MISSING);
    }
    // Longer than any password of the console: refused like a wrong one, without hashing a long text.
    if command.password.len() > 1024 || command.email.len() > 320 {
        refusals.add("email", m::REFUSED);
    }
    refusals.finish()
}

/// Checks the password. A charge that is too old does not count, so the password is not checked any more.
async fn prove(request: &Request, attempt: &Attempt, typed: &str) -> Result<Proof, Fault> {
    let app = &request.app;
    let password = passwords::normalize(typed);
    let (clock, until) = (app.clock.clone(), attempt.check_until());
    let fits = app.passwords.verify_in_time(&password, attempt.hash(app), move || clock.now() < until).await?;
    if !fits.ok_or(AppError::Busy)? || issue_ran_out(request, attempt) {
        return Ok(Proof::Wrong);
    }
    if attempt.is_altered() {
        return Ok(Proof::OfAltered);
    }
    let better_hash = match attempt.hash(app) {
        Some(hash) if passwords::is_outdated(hash) => Some(app.passwords.hash(&password).await?),
        _ => None,
    };
    Ok(Proof::Right { better_hash })
}

/// True if a one-time password has expired. The profile sets how long it opens the change page.
fn issue_ran_out(request: &Request, attempt: &Attempt) -> bool {
    let valid = chrono::Duration::hours(attempt.profile.password.issued_valid_hours.into());
    let issued = attempt.account.as_ref().filter(|a| a.must_change_password);
    issued.is_some_and(|a| a.password_set_at + valid <= request.app.clock.now())
}

/// Finds out what decides. A wrong password costs no further query.
async fn facts(request: &Request, tx: &Write, attempt: &Attempt, right: bool) -> Result<PasswordCheck, Fault> {
    let result = match (right, attempt.shut_out) {
        (false, _) => PasswordResult::Wrong,
        (true, None) => PasswordResult::Right,
        (true, Some(why)) => PasswordResult::ShutOut(why),
    };
    let account = attempt.account.as_ref().filter(|_| result == PasswordResult::Right);
    let with_step = account.filter(|account| account.second_factor_at.is_some());
    let certificate = match with_step {
        Some(account) => certificates::fits(request, tx.db(), account, attempt.profile).await?,
        None => false,
    };
    Ok(PasswordCheck { result, second_step: with_step.is_some(), certificate })
}

/// Logs a failure, and a lock that it caused. The response never says why (ASVS 6.3.8); the log does.
async fn refuse(request: &Request, tx: Write, attempt: &Attempt, failed: Option<Failed>) -> Result<Next, Fault> {
    let Some(failed) = failed else { return Err(refused()) };
    let failure = Event::new(acts::SIGN_IN);
    let failure = if failed.throttled { failure.with(acts::THROTTLED, true) } else { failure };
    let Some(account) = &attempt.account else {
        let failure = failure.personal(acts::EMAIL, printable(&attempt.email, 320));
        return tx.refuse(failure, failed.reason, refused()).await;
    };
    let failure = failure.on("account", account.id, &account.email);
    let Some(lock) = failed.locked else { return tx.refuse(failure, failed.reason, refused()).await };
    let locked = match lock {
        Lock::Whole => acts::LOCK,
        Lock::NewDevices => acts::LOCK_NEW_DEVICES,
    };
    let rule = &attempt.profile.lockout;
    let locked = Event::new(locked).on("account", account.id, &account.email).with(acts::ATTEMPTS, rule.attempts);
    letters::account_locked(request, &tx, account, lock, rule).await?;
    tx.refuse_with(failure, failed.reason, vec![locked], refused()).await
}
