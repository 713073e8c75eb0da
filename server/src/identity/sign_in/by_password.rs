//! The first step of sign-in: address and password.

use super::attempt::Attempt;
use super::complete::{complete, refused};
use super::{letters, verify};
use crate::base::address;
use crate::base::printable;
use crate::base::share::Asker;
use crate::door::fault::Fault;
use crate::door::{PublicUse, Request};
use crate::identity::certificates;
use crate::log::event::{Event, Outcome};
use crate::profile::SignInMethod;
use crate::seal::passwords;
use crate::state::sessions::hash;
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

async fn sign_in(request: &Request, command: SignIn) -> Result<Next, Fault> {
    check_typed(&command)?;
    let app = &request.app;
    let attempt = Attempt::begin(request, address::folded(&command.email)).await?;
    let password = passwords::normalize(&command.password);
    // A charge that is too old does not count, so the password is not checked any more.
    let (clock, until) = (app.clock.clone(), attempt.looked_at_until());
    let fits = app.passwords.verify_in_time(&password, attempt.hash(), move || clock.now() < until).await?;
    let Some(fits) = fits else { return Err(AppError::Busy.into()) };
    if !fits || issue_ran_out(request, &attempt) {
        return Err(turn_away(request, &attempt).await?);
    }
    let better = match attempt.hash() {
        Some(hash) if passwords::is_outdated(hash) => Some(app.passwords.hash(&password).await?),
        _ => None,
    };
    admit(request, attempt, better, &command.return_to).await
}

/// True if a one-time password has expired. The profile sets how long it opens the change page.
fn issue_ran_out(request: &Request, attempt: &Attempt) -> bool {
    let valid = chrono::Duration::hours(attempt.profile.password.issued_valid_hours.into());
    let issued = attempt.account.as_ref().filter(|a| a.must_change_password);
    issued.is_some_and(|a| a.password_set_at + valid <= request.app.clock.now())
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

/// Continues after a correct password: with the second step, unless the account has none or the device has shown a
/// client certificate of this person.
async fn admit(
    request: &Request,
    attempt: Attempt,
    better_hash: Option<String>,
    return_to: &str,
) -> Result<Next, Fault> {
    let mut tx = request.public(PublicUse::SignIn).await?;
    if !attempt.succeed(request, &tx, better_hash).await? {
        drop(tx);
        return Err(turn_away(request, &attempt).await?);
    }
    let (Some(account), profile) = (attempt.account, attempt.profile) else { return Err(refused()) };
    tx.known_as(&account);
    if account.second_factor_at.is_none() {
        let method = SignInMethod::Password.code();
        return complete(request, tx, account, profile, method, return_to).await;
    }
    // A certificate of this person, shown by the device, is the second step (MS-22).
    if certificates::fits(request, tx.db(), &account, profile).await? {
        let method = SignInMethod::ClientCertificate.code();
        return complete(request, tx, account, profile, method, return_to).await;
    }
    if let Some(before) = request.session_id() {
        tx.end_session(&hash(&before), None).await?;
    }
    tx.commit(Event::new(acts::PASSWORD_PROVED).on("account", account.id, &account.email)).await?;
    verify::wait(request, &account, profile, return_to).await
}

/// Settles a failure. The response never says why (ASVS 6.3.8); the log does.
async fn turn_away(request: &Request, attempt: &Attempt) -> Result<Fault, Fault> {
    let mut tx = request.public(PublicUse::SignIn).await?;
    let failed = attempt.fail(request, &tx).await?;
    let failure = Event::new(acts::SIGN_IN).outcome(Outcome::Failure).because(attempt.reason());
    let failure = if failed.throttled { failure.with(acts::THROTTLED, true) } else { failure };
    let Some(account) = &attempt.account else {
        tx.commit(failure.personal(acts::EMAIL, printable(&attempt.email, 320))).await?;
        return Ok(refused());
    };
    tx.known_as(account);
    let mut events = vec![failure.on("account", account.id, &account.email)];
    if let Some(lock) = failed.locked {
        let action = match lock {
            Lock::Whole => acts::LOCK,
            Lock::NewDevices => acts::LOCK_NEW_DEVICES,
        };
        let event = Event::new(action).on("account", account.id, &account.email);
        events.push(event.with(acts::ATTEMPTS, attempt.profile.lockout.attempts));
        letters::account_locked(request, &tx, account, (lock, &attempt.profile.lockout)).await?;
    }
    tx.commit_all(&events).await?;
    Ok(refused())
}
