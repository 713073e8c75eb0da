//! One's own password: its rule, and how to change it.

use super::choice::{Typed, check_choice, second_if_typed, shape};
use super::letters;
use super::password::put;
use super::proved::prove;
use crate::base::clock;
use crate::base::when::{self, when};
use crate::door::detour;
use crate::door::fault::Fault;
use crate::door::session::passkey_was_shown;
use crate::door::{Person, Request};
use crate::identity::second_factor;
use crate::log::event::Event;
use crate::seal::passwords;
use crate::state::sessions::keys;
use app::account::acts;
use app::account::api::{ChangePassword, OWN_ACCOUNT, PasswordChangeReason, PasswordFacts};
use app::account::messages as m;
use app::error::{AppError, Next};
use app::kit::When;
use app::text::Text;
use chrono::{DateTime, Duration, Utc};

/// Why the password stays for now, and whom to ask: staff have no administrator.
fn not_yet(me: &Person) -> Text {
    if me.role.is_staff() { m::TOO_YOUNG_STAFF } else { m::TOO_YOUNG }
}

/// The end of a password that is set now. Where a profile counts days alone, their number says it.
fn lasts_until(me: &Person, now: DateTime<Utc>) -> Option<When> {
    me.profile.password.max_age_days.of(me.class()).months()?;
    me.profile.password.expires(me.class(), now).map(when::day)
}

pub async fn facts(request: &Request) -> Result<PasswordFacts, Fault> {
    request.check(OWN_ACCOUNT).await?;
    let me = request.signed_in()?;
    Ok(PasswordFacts {
        shape: shape(me),
        max_age_days: me.profile.password.max_age(me.class()),
        lasts_until: lasts_until(me, request.app.clock.now()),
        history: me.profile.password.history,
        expires: me.password_expires().map(when),
        needs_current: needs_current(request, me).await?,
        not_before: too_young(request, me).map(|at| when::about(not_yet(me), at)),
        forced: me.forced,
    })
}

pub async fn change(request: &Request, command: ChangePassword) -> Result<Next, Fault> {
    request.check(OWN_ACCOUNT).await?;
    let me = request.signed_in()?;
    let app = &request.app;
    let new = passwords::normalize(&command.new);
    let current = if needs_current(request, me).await? { Some(passwords::normalize(&command.current)) } else { None };
    if let Some(current) = &current {
        if current.is_empty() {
            return Err(AppError::invalid("current", m::CURRENT_MISSING).into());
        }
        prove(request, me, current, acts::CHANGE_PASSWORD, "current").await?;
    }
    if let Some(at) = too_young(request, me) {
        return Err(AppError::invalid("new", when::about(not_yet(me), at)).into());
    }
    let read = request.read(OWN_ACCOUNT).await?;
    let current = current.as_deref().map(String::as_str);
    let again = if me.forced.is_some() { second_if_typed(command.again.as_ref()) } else { command.again.as_deref() };
    check_choice(app, read.db(), me, Typed { new: &new, again, current }).await?;
    let hash = app.passwords.hash(&new).await?;
    store(request, me, hash).await?;
    request.renew_session().await?;
    let to = if me.forced.is_some() { detour::end(request).await? } else { "/".into() };
    if me.forced.is_some() {
        second_factor::start_required(request).await?;
    }
    Ok(Next::to(to).saying(m::CHANGED))
}

/// How long a password that opened this session need not be typed again.
const JUST_PROVED: Duration = Duration::minutes(5);

/// True if the person must type the current password. A person who signed in with a passkey may not know the password
/// that must be changed; a recent passkey proves more than the password does. A one-time password that has just opened this
/// session is not asked for again (WCAG 2.2, 3.3.7); one's own is, because the new one is compared with what is typed.
async fn needs_current(request: &Request, me: &Person) -> Result<bool, Fault> {
    Ok(match me.forced {
        Some(_) if passkey_was_shown(request, me).await? => false,
        Some(PasswordChangeReason::Issued) => !password_opened(request).await?,
        Some(PasswordChangeReason::Wanted | PasswordChangeReason::Expired) | None => true,
    })
}

/// True if a password has opened this session just now.
async fn password_opened(request: &Request) -> Result<bool, Fault> {
    let at = request.session()?.get::<i64>(keys::PASSWORD_AT).await?;
    let at = at.and_then(|at| DateTime::from_timestamp(at, 0));
    Ok(at.is_some_and(|at| clock::is_within(at, JUST_PROVED, request.app.clock.now())))
}

/// The time from which a person may change the password voluntarily. It prevents cycling through the history within a
/// day.
fn too_young(request: &Request, me: &Person) -> Option<DateTime<Utc>> {
    let now = request.app.clock.now();
    let age = Duration::hours(me.profile.password.min_age_hours.into());
    clock::left(me.account.password_set_at, age, now).filter(|_| me.forced.is_none()).map(|left| now + left)
}

async fn store(request: &Request, me: &Person, hash: String) -> Result<(), Fault> {
    let tx = request.write(OWN_ACCOUNT).await?;
    if !put(&tx, &me.account, hash, false).await? {
        return Err(AppError::invalid("current", m::CURRENT_WRONG).into());
    }
    tx.end_sessions(me.account.id, request.session.as_ref()).await?;
    letters::password_changed(request, &tx, &me.account).await?;
    tx.commit(Event::new(acts::CHANGE_PASSWORD).on("account", me.account.id, &me.account.email)).await?;
    Ok(())
}
