//! Signing in and out. Unknown, wrong and locked look the same and take the same (ASVS 6.3.8).

mod attempt;
pub mod flights;
mod letters;
pub mod lock_wave;
pub mod places;
pub mod throttle;
pub mod verify;

use crate::door::{PublicUse, Request, Write};
use crate::entity::account;
use crate::event::{Action, Event, Outcome};
use crate::fault::Fault;
use crate::http::knock::printable;
use crate::keys::TenantKeys;
use crate::profile::{Profile, SignInMethod};
use crate::session_store::{self, keys};
use crate::sessions::OpenedAt;
use crate::share::Asker;
use crate::signed_in::SignedIn;
use crate::{address, certificates, devices, networks, password, sessions, use_case};
use app::error::{AppError, FieldError, Next, Refusals};
use app::lead::page_path;
use app::members::states::Lock;
use app::second_factor::api::{Code, SendCode};
use app::sign_in::api::{SignIn, SignInApi, SignOut, Verification};
use app::sign_in::messages as m;
use app::text::Words;
use attempt::Attempt;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

#[async_trait::async_trait]
impl SignInApi for Request {
    async fn sign_in(&self, command: SignIn) -> Result<Next, AppError> {
        use_case!(self, sign_in_to_the_end(self.clone(), command))
    }

    async fn verification(&self) -> Result<Verification, AppError> {
        use_case!(self, verify::shown(self))
    }

    async fn send_code(&self, _command: SendCode) -> Result<Next, AppError> {
        use_case!(self, verify::send(self))
    }

    async fn verify(&self, command: Code) -> Result<Next, AppError> {
        use_case!(self, verify::verify(self, command))
    }

    async fn sign_out(&self, _command: SignOut) -> Result<Next, AppError> {
        use_case!(self, sign_out(self))
    }
}

/// Whoever hangs up has tried all the same: the attempt is counted and written to the log without them.
async fn sign_in_to_the_end(request: Request, command: SignIn) -> Result<Next, Fault> {
    let asker = Asker::now();
    let attempt = tokio::spawn(asker.does(async move { sign_in(&request, command).await }));
    attempt.await.map_err(|error| Fault::internal(error.to_string()))?
}

async fn sign_in(request: &Request, command: SignIn) -> Result<Next, Fault> {
    check_typed(&command)?;
    let app = &request.app;
    let attempt = Attempt::begin(request, address::folded(&command.email)).await?;
    let password = password::normalize(&command.password);
    // A charge that is too old counts no more: then the password is not looked at either.
    let (clock, until) = (app.clock.clone(), attempt.looked_at_until());
    let fits = app.passwords.verify_in_time(&password, attempt.hash(), move || clock.now() < until).await?;
    let Some(fits) = fits else { return Err(AppError::Busy.into()) };
    if !fits || issue_ran_out(request, &attempt) {
        return Err(turn_away(request, &attempt).await?);
    }
    let better = match attempt.hash() {
        Some(hash) if password::is_outdated(hash) => Some(app.passwords.hash(&password).await?),
        _ => None,
    };
    admit(request, attempt, better, &command.return_to).await
}

/// A one-time password opens the change page for as long as the profile says, and then nothing.
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
    // Longer than any password we set: answered like a wrong one, without hashing a novel.
    if command.password.len() > 1024 || command.email.len() > 320 {
        refusals.add("email", m::REFUSED);
    }
    refusals.finish()
}

/// One message at one field, whatever the reason.
fn refused() -> Fault {
    AppError::Invalid(vec![FieldError::new("email", m::REFUSED)]).into()
}

/// Opens a session with a new id and the profile's limits.
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
    known(&mut tx, &account);
    if account.second_factor_at.is_none() {
        let method = SignInMethod::Password.code();
        return complete(request, tx, account, profile, method, return_to).await;
    }
    // The device has shown a certificate of theirs: that is the second step (MS-22).
    if certificates::fits(request, tx.db(), &account, profile).await? {
        let method = SignInMethod::ClientCertificate.code();
        return complete(request, tx, account, profile, method, return_to).await;
    }
    if let Some(before) = request.session.as_ref().and_then(tower_sessions::Session::id) {
        session_store::end(tx.db(), &before).await?;
    }
    tx.commit(Event::new(Action::SignInHalf).on("account", account.id, &account.email)).await?;
    verify::wait(request, &account, profile, return_to).await
}

/// Everything that is asked for was shown: the person is signed in, if there is room and they may come from there.
/// `account` has the password that was proved.
pub async fn complete(
    request: &Request,
    tx: Write,
    account: account::Model,
    profile: &Profile,
    method: &str,
    return_to: &str,
) -> Result<Next, Fault> {
    if let Some(before) = request.session.as_ref().and_then(tower_sessions::Session::id) {
        session_store::end(tx.db(), &before).await?;
    }
    let person = SignedIn::load(&request.app, tx.db(), account.id).await?.ok_or_else(refused)?;
    if networks::keeps_out(&request.app, tx.db(), &person, &request.origin.ip).await? {
        let words = m::ELSEWHERE.with(&[("ip", &request.origin.ip)]);
        return keep_out(request, tx, &account, ("elsewhere", words)).await;
    }
    if sessions::is_full(tx.db(), &account, profile, request.app.clock.now()).await? {
        return keep_out(request, tx, &account, ("full", m::FULL.into())).await;
    }
    // The very first sign-in is nobody's surprise.
    if account.last_sign_in_at.is_some() && !devices::is_known(request, Some(&account)) {
        letters::new_device(request, &tx, &account).await?;
    }
    account::Entity::update_many()
        .col_expr(account::Column::LastSignInAt, Expr::value(request.app.clock.now()))
        .filter(account::Column::Id.eq(account.id))
        .exec(tx.db())
        .await?;
    let sealing = tx.keys().await?;
    tx.commit(Event::new(Action::SignIn).on("account", account.id, &account.email).with("method", method)).await?;
    open_session(request, &account, profile, &sealing).await?;
    if is_over(request, &account).await? {
        put_out(request, &account, ("changed", m::REFUSED.into())).await?;
        return Err(refused());
    }
    // Two who came at once as the last one: neither stays.
    if sessions::is_full(&request.app.storage.reader, &account, profile, request.app.clock.now()).await? {
        return put_out(request, &account, ("full", m::FULL.into())).await;
    }
    devices::remember(request, account.id);
    remember_display(request, &account);
    Ok(Next::to(page_path(return_to).unwrap_or("/")))
}

/// Whether all sessions were ended, or another password set, while one was opened: it must not be left over. The row is
/// held, so that whoever is doing that now is waited for.
async fn is_over(request: &Request, account: &account::Model) -> Result<bool, Fault> {
    let tx = request.public(PublicUse::SignIn).await?;
    let now = account::Entity::find_by_id(account.id).lock_exclusive().one(tx.db()).await?;
    Ok(now.is_none_or(|now| (now.password_no, now.sessions_no) != (account.password_no, account.sessions_no)))
}

/// Who they are is proved, and yet they do not come in: as many people are signed in as the policy has room for (DS-7), or
/// they come from where they may not (MS-16). They are told why.
async fn keep_out(
    request: &Request,
    tx: Write,
    account: &account::Model,
    (reason, words): (&str, Words),
) -> Result<Next, Fault> {
    let event = Event::new(Action::SignIn).outcome(Outcome::Failure).with("reason", reason);
    tx.commit(event.on("account", account.id, &account.email)).await?;
    end_session(request).await?;
    Ok(Next::to("/sign-in").warning(words))
}

/// A session that was opened and must not be: its end is in the log, behind its beginning.
async fn put_out(request: &Request, account: &account::Model, why: (&str, Words)) -> Result<Next, Fault> {
    let mut tx = request.public(PublicUse::SignIn).await?;
    known(&mut tx, account);
    keep_out(request, tx, account, why).await
}

async fn open_session(
    request: &Request,
    account: &account::Model,
    profile: &Profile,
    sealing: &TenantKeys,
) -> Result<(), Fault> {
    let session = request.session.as_ref().ok_or_else(|| Fault::internal("signing in without a browser"))?;
    let until = request.app.clock.now() + profile.session.absolute();
    if session.id().is_some() {
        session.flush().await?;
    }
    session.insert(keys::ACCOUNT, account.id).await?;
    if let Some(tenant) = account.tenant_id {
        session.insert(keys::TENANT, tenant).await?;
    }
    let opened = OpenedAt { ip: request.origin.ip.clone(), user_agent: request.origin.user_agent.clone() };
    session.insert(keys::OPENED_AT, opened.seal(sealing, account.id)?).await?;
    session.insert(keys::IDLE, profile.session.idle().num_seconds()).await?;
    session.insert(keys::PROVED_AT, request.app.clock.now().timestamp()).await?;
    session.insert(keys::UNTIL, until.timestamp()).await?;
    session.save().await?;
    Ok(())
}

/// The person's own display settings win over what the browser had.
fn remember_display(request: &Request, account: &account::Model) {
    let chosen = [("lang", &account.language), ("theme", &account.theme), ("density", &account.density)];
    for (name, value) in chosen {
        if let Some(value) = value {
            request.set_cookie(name, value.clone());
        }
    }
}

/// Settles a failure. The answer never tells why (ASVS 6.3.8), the log does.
async fn turn_away(request: &Request, attempt: &Attempt) -> Result<Fault, Fault> {
    let mut tx = request.public(PublicUse::SignIn).await?;
    let failed = attempt.fail(request, &tx).await?;
    let failure = Event::new(Action::SignIn).outcome(Outcome::Failure).with("reason", attempt.reason());
    let failure = if failed.throttled { failure.with("throttled", true) } else { failure };
    let Some(account) = &attempt.account else {
        tx.commit(failure.personal("email", printable(&attempt.email, 320))).await?;
        return Ok(refused());
    };
    known(&mut tx, account);
    let mut events = vec![failure.on("account", account.id, &account.email)];
    if let Some(lock) = failed.locked {
        let action = match lock {
            Lock::Whole => Action::AccountLocked,
            Lock::NewDevices => Action::AccountLockedNew,
        };
        let event = Event::new(action).on("account", account.id, &account.email);
        events.push(event.with("attempts", attempt.profile.lockout.attempts));
        letters::account_locked(request, &tx, account, (lock, &attempt.profile.lockout)).await?;
    }
    tx.commit_all(&events).await?;
    Ok(refused())
}

pub fn known(tx: &mut Write, account: &account::Model) {
    let kind = if account.tenant_id.is_some() { "member" } else { "staff" };
    tx.known_as(kind, account.id, &account.name, account.tenant_id);
}

async fn sign_out(request: &Request) -> Result<Next, Fault> {
    let Ok(me) = request.signed_in() else {
        // Whose session is over already: to say more, another one would have to be stored for whoever asks.
        end_session(request).await?;
        return Ok(Next::to("/sign-in?ended=1"));
    };
    let tx = request.public(PublicUse::SignOut).await?;
    tx.commit(Event::new(Action::SignOut).on("account", me.account.id, &me.account.email)).await?;
    end_session(request).await?;
    Ok(Next::to("/sign-in").saying(m::SIGNED_OUT))
}

async fn end_session(request: &Request) -> Result<(), Fault> {
    if let Some(session) = request.session.as_ref().filter(|session| session.id().is_some()) {
        session.flush().await?;
    }
    Ok(())
}
