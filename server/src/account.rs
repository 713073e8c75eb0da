//! One's own account: the password and how the console looks.

pub mod letters;

use crate::app_state::App;
use crate::door::session::passkey_was_shown;
use crate::door::{Progress, PublicUse, Request, Write};
use crate::entity::{account, password_history};
use crate::event::{Action, Event, Outcome};
use crate::fault::Fault;
use crate::guessable::{self, Around};
use crate::links::{self, Purpose};
use crate::sign_in::throttle::{self, CURRENT_PASSWORD};
use crate::signed_in::SignedIn;
use crate::{breached, clock, detour, devices, password, people, session_store, use_case, view};
use app::account::api::{AccountApi, ChangePassword, PasswordFacts, SetDisplay};
use app::account::messages as m;
use app::error::{AppError, Next, Refusals};
use app::lead::same_page;
use app::page::Theme;
use app::password_rules::{PasswordShape, ShapeRule};
use app::permission::Permission;
use app::text::{Lang, Words};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use tower_sessions::Session;

#[async_trait::async_trait]
impl AccountApi for Request {
    async fn password_facts(&self) -> Result<PasswordFacts, AppError> {
        use_case!(self, facts(self))
    }

    async fn change_password(&self, command: ChangePassword) -> Result<Next, AppError> {
        use_case!(self, change(self, command))
    }

    async fn set_display(&self, command: SetDisplay) -> Result<Next, AppError> {
        use_case!(self, set_display(self, command))
    }
}

async fn facts(request: &Request) -> Result<PasswordFacts, Fault> {
    request.check(Permission::OwnAccount).await?;
    let me = request.signed_in()?;
    Ok(PasswordFacts {
        shape: shape(me),
        max_age_days: me.profile.password.max_age(me.class()),
        max_age_months: me.profile.password.max_age_days.of(me.class()).months(),
        history: me.profile.password.history,
        expires: me.password_expires().map(view::when),
        needs_current: needs_current(request, me).await?,
        not_before: too_young(request, me).map(|at| view::about(m::TOO_YOUNG, at)),
        forced: me.forced,
    })
}

/// The shape a new password of theirs must have.
pub fn shape(me: &SignedIn) -> PasswordShape {
    let rule = &me.profile.password;
    PasswordShape { min: rule.min_length, max: rule.max_length, letters_and_digits: rule.letters_and_digits }
}

async fn change(request: &Request, command: ChangePassword) -> Result<Next, Fault> {
    request.check(Permission::OwnAccount).await?;
    let me = request.signed_in()?;
    let app = &request.app;
    let new = password::normalize(&command.new);
    let current = if needs_current(request, me).await? { Some(password::normalize(&command.current)) } else { None };
    if let Some(current) = &current {
        if current.is_empty() {
            return Err(AppError::invalid("current", m::CURRENT_MISSING).into());
        }
        prove(request, me, current, (Action::PasswordChange, "current")).await?;
    }
    if let Some(at) = too_young(request, me) {
        return Err(AppError::invalid("new", view::about(m::TOO_YOUNG, at)).into());
    }
    let read = request.read(Permission::OwnAccount).await?;
    let again = password::normalize(&command.again);
    check_choice(app, read.db(), me, (&new, &again), current.as_deref().map(String::as_str)).await?;
    let hash = app.passwords.hash(&new).await?;
    store(request, me, hash).await?;
    session_store::renew(request).await?;
    let to = if me.forced.is_some() { detour::end(request).await? } else { "/".into() };
    Ok(Next::to(to).saying(m::CHANGED))
}

/// Whoever came in with a passkey may not know the password that must be changed: the passkey, while it is fresh, proves more
/// than it.
async fn needs_current(request: &Request, me: &SignedIn) -> Result<bool, Fault> {
    Ok(me.forced.is_none() || !passkey_was_shown(request, me).await?)
}

/// The current password, charged before it is looked at: whoever found an open session must not try passwords on it.
/// At the profile's limit the session ends.
pub async fn prove(
    request: &Request,
    me: &SignedIn,
    current: &str,
    (action, field): (Action, &'static str),
) -> Result<(), Fault> {
    let failure = |reason: &str| {
        let event = Event::new(action).outcome(Outcome::Failure).with("reason", reason);
        event.on("account", me.account.id, &me.account.email)
    };
    let tx = request.write(Permission::OwnAccount).await?;
    let tries = throttle::charge(request, &tx, CURRENT_PASSWORD, me.account.id, &me.profile.lockout).await?;
    if tries > me.profile.lockout.attempts {
        session_store::end_all(&tx, me.account.id, None).await?;
        tx.commit(failure("too_many")).await?;
        return Err(Fault::SignedOut);
    }
    tx.commit_progress(Progress::Attempt).await?;
    let hash = Some(me.account.password_hash.as_str()).filter(|hash| !hash.is_empty());
    let fits = request.app.passwords.verify(current, hash).await?;
    let tx = request.write(Permission::OwnAccount).await?;
    if !fits {
        tx.commit(failure("wrong_current")).await?;
        return Err(AppError::invalid(field, m::CURRENT_WRONG).into());
    }
    throttle::settle(request, &tx, CURRENT_PASSWORD, me.account.id).await?;
    tx.commit_progress(Progress::Attempt).await
}

/// The rule of the profile for a new password, typed twice: shape, history, no personal words, nothing guessable, and no
/// small edit of the current one where that was typed as well.
pub async fn check_choice(
    app: &App,
    db: &impl ConnectionTrait,
    person: &SignedIn,
    (new, again): (&str, &str),
    current: Option<&str>,
) -> Result<(), Fault> {
    let mut refusals = Refusals::default();
    if let Some(rule) = shape(person).broken(new) {
        refusals.add("new", rule_words(shape(person), rule));
    } else if holds_context_words(app, person, new) {
        refusals.add("new", m::CONTEXT);
    } else if person.profile.password.refuse_guessable && guessable::is_everyday(new) {
        refusals.add("new", m::EVERYDAY);
    } else if person.profile.password.refuse_guessable && is_guessable(person, new) {
        refusals.add("new", m::GUESSABLE);
    } else if breached::is_known(app, new).await? {
        refusals.add("new", m::BREACHED);
    } else if current.is_some_and(|current| is_small_edit(new, current)) {
        refusals.add("new", m::SMALL_EDIT);
    } else if was_used(app, db, person, new).await? {
        refusals.add("new", m::SAME);
    } else if new != again {
        refusals.add("again", m::NOT_EQUAL);
    }
    Ok(refusals.finish()?)
}

fn rule_words(shape: PasswordShape, rule: ShapeRule) -> Words {
    match rule {
        ShapeRule::Length => m::TOO_SHORT.with(&[("min", &shape.min), ("max", &shape.max)]),
        ShapeRule::Letter => m::NO_LETTER.into(),
        ShapeRule::Digit => m::NO_DIGIT.into(),
    }
}

/// Company, name, address and the console's own name make a password easy to guess (MS-16, ASVS 6.2.11).
fn holds_context_words(app: &App, me: &SignedIn, new: &str) -> bool {
    let company = me.tenant.as_ref().map(|t| t.name.as_str());
    let service = app.config.service_name();
    let around = Around { email: &me.account.email, name: &me.account.name, company, service: &service };
    guessable::holds_a_word_of(around, new)
}

/// When the present password may be changed of one's own accord: history cannot be cycled within a day.
fn too_young(request: &Request, me: &SignedIn) -> Option<DateTime<Utc>> {
    let now = request.app.clock.now();
    let age = Duration::hours(me.profile.password.min_age_hours.into());
    clock::left(me.account.password_set_at, age, now).filter(|_| me.forced.is_none()).map(|left| now + left)
}

/// Fewer guesses than this are few. Eight random letters and digits take ten times as many (SL-20a welcomes them).
const FEW_GUESSES: u64 = 10_000_000;

/// Common and breached passwords, rows of the keyboard, dates, and what can be put together from them, as zxcvbn reckons
/// (ASVS 6.2.4).
fn is_guessable(me: &SignedIn, new: &str) -> bool {
    let own = [me.account.email.as_str(), me.account.name.as_str()];
    let company = me.tenant.iter().map(|t| t.name.as_str());
    let words: Vec<&str> =
        own.into_iter().chain(company).chain(guessable::everyday_words().map(|word| -> &str { word })).collect();
    zxcvbn::zxcvbn(new, &words).guesses() < FEW_GUESSES
}

/// Whether so little was changed that whoever knew the old one tries the new one first (NIST SP 800-63B 3.1.1.2).
fn is_small_edit(new: &str, current: &str) -> bool {
    let (folded, old) = (new.to_lowercase(), current.to_lowercase());
    new != current && strsim::osa_distance(&folded, &old) <= 2
}

/// As many of the latest passwords as the profile says, the one in force included (SL-20b).
async fn was_used(app: &App, db: &impl ConnectionTrait, me: &SignedIn, new: &str) -> Result<bool, Fault> {
    let kept = me.profile.password.history;
    let earlier: Vec<password_history::Model> = password_history::Entity::find()
        .filter(password_history::Column::AccountId.eq(me.account.id))
        .order_by_desc(password_history::Column::SetAt)
        .limit(u64::from(if is_chosen(&me.account) { kept.saturating_sub(1) } else { kept }))
        .all(db)
        .await?;
    // The one in force is never a change, whatever the profile says.
    let hashes = earlier.iter().map(|h| &h.password_hash).chain([&me.account.password_hash]);
    // An account that is about to be has none yet.
    let hashes = hashes.filter(|hash| !hash.is_empty());
    for hash in hashes {
        if app.passwords.verify(new, Some(hash)).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn store(request: &Request, me: &SignedIn, hash: String) -> Result<(), Fault> {
    let tx = request.write(Permission::OwnAccount).await?;
    if !put(&tx, &me.account, hash, false).await? {
        return Err(AppError::invalid("current", m::CURRENT_WRONG).into());
    }
    session_store::end_all(&tx, me.account.id, request.session.as_ref().and_then(Session::id)).await?;
    letters::password_changed(request, &tx, &me.account).await?;
    tx.commit(Event::new(Action::PasswordChange).on("account", me.account.id, &me.account.email)).await?;
    Ok(())
}

/// Whether the password in force is one that somebody has chosen: not one that was issued for once, and not none.
fn is_chosen(of: &account::Model) -> bool {
    !of.must_change_password && !is_void(of)
}

/// The password was ended and there is no other one yet: the mailed link alone leads in (MS-16).
pub fn is_void(of: &account::Stored) -> bool {
    of.password_hash.is_empty()
}

/// The password that is given up goes into the history. One that was issued for once uses up none of the rule (SL-20b), and
/// one that was ended stands there already.
async fn remember(tx: &Write, of: &account::Model) -> Result<(), Fault> {
    if !is_chosen(of) {
        return Ok(());
    }
    let old = password_history::ActiveModel {
        account_id: Set(of.id),
        set_at: Set(tx.app().clock.now()),
        password_hash: Set(of.password_hash.clone()),
    };
    Ok(password_history::Entity::insert(old).exec_without_returning(tx.db()).await.map(drop)?)
}

/// Sets a password; the one before goes into the history, and a link to another one opens nothing any more. Of two at once,
/// the one that read an older password loses: it has another number by then.
async fn put(tx: &Write, of: &account::Model, hash: String, must_change: bool) -> Result<bool, Fault> {
    let now = tx.app().clock.now();
    links::revoke(tx, Purpose::ResetByAdministrator, of.id).await?;
    remember(tx, of).await?;
    let changed = people::change(tx, of.id, |row| {
        let same = row.password_no == of.password_no;
        row.password_hash = hash;
        row.password_set_at = now;
        row.must_change_password = must_change;
        row.password_no += 1;
        same
    });
    changed.await
}

/// What another password does about a lock.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Locks {
    Open,
    /// Whoever sets it may open no lock: that is for a support case, or for administrators where the profile says so.
    Stay,
}

/// Another password by a link or from the command line: failures with the one before count no more, no device is known and no
/// session is left. A lock of either kind and what led to it stay, unless this opens it (SL-20c).
pub async fn replace(
    tx: &Write,
    of: &account::Model,
    hash: String,
    must_change: bool,
    locks: Locks,
) -> Result<(), Fault> {
    use account::Column as C;
    throttle::start_anew(tx, of).await?;
    if !put(tx, of, hash, must_change).await? {
        return Err(AppError::Busy.into());
    }
    let anew = account::Entity::update_many()
        .col_expr(C::FailedAttempts, Expr::value(0))
        .col_expr(C::AttemptsOpen, Expr::value(0))
        .col_expr(C::UnseenFailed, Expr::value(0))
        .col_expr(C::UnseenOpen, Expr::value(0))
        .filter(C::Id.eq(of.id));
    let none = || Expr::value(None::<DateTime<Utc>>);
    let anew = match locks {
        Locks::Open => anew.col_expr(C::LockedAt, none()).col_expr(C::UnseenLockedAt, none()),
        Locks::Stay => anew.filter(C::LockedAt.is_null()).filter(C::UnseenLockedAt.is_null()),
    };
    anew.exec(tx.db()).await?;
    devices::forget_all(tx, of.id).await?;
    session_store::end_all(tx, of.id, None).await?;
    Ok(())
}

/// Ends a password before there is another one (MS-16): it opens nothing and changes nothing any more, and all sessions are
/// over. The link that is mailed with it is the way back; a lock stays as it is.
pub async fn void(tx: &Write, of: &account::Model) -> Result<(), Fault> {
    if !put(tx, of, String::new(), false).await? {
        return Err(AppError::Busy.into());
    }
    account::Entity::update_many()
        .col_expr(account::Column::ChangeWantedAt, Expr::value(tx.app().clock.now()))
        .filter(account::Column::Id.eq(of.id))
        .exec(tx.db())
        .await?;
    devices::forget_all(tx, of.id).await?;
    session_store::end_all(tx, of.id, None).await?;
    Ok(())
}

/// Cookies for everyone; for whoever is signed in also the account, so that it follows the person.
async fn set_display(request: &Request, command: SetDisplay) -> Result<Next, Fault> {
    let lang = Lang::from_tag(&command.lang).map(Lang::tag);
    let theme = Theme::from_code(&command.theme).map(Theme::code);
    let density = ["normal", "dense"].into_iter().find(|d| *d == command.density);
    for (name, value) in [("lang", lang), ("theme", theme), ("density", density)] {
        if let Some(value) = value {
            request.set_cookie(name, value.to_owned());
        }
    }
    let next = Next::to(same_page(&command.back).unwrap_or("/"));
    let Ok(me) = request.signed_in() else { return Ok(next) };
    let tx = request.public(PublicUse::Display).await?;
    let mut update = account::Entity::update_many().filter(account::Column::Id.eq(me.account.id));
    let columns =
        [(account::Column::Language, lang), (account::Column::Theme, theme), (account::Column::Density, density)];
    for (column, value) in columns {
        if let Some(value) = value {
            update = update.col_expr(column, Expr::value(value));
        }
    }
    if lang.or(theme).or(density).is_none() {
        return Ok(next);
    }
    update.exec(tx.db()).await?;
    tx.commit(Event::new(Action::DisplayChange).on("account", me.account.id, &me.account.email)).await?;
    Ok(if command.theme.is_empty() { next } else { next.saying(m::SAVED) })
}
