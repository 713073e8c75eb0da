//! The end of every kind of sign-in, after the person has passed all its steps: they come in, or are told why not.

use super::decide::{DeviceKind, EntryDecision, EntryFacts, EntryRefusal, OpenedFacts, entry, opened};
use super::letters;
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Person, PublicUse, Request, Write, declined};
use crate::identity::devices;
use crate::identity::kept_form;
use crate::identity::networks;
use crate::identity::sessions;
use crate::identity::sessions::OpenedAt;
use crate::log::event::Event;
use crate::profile::Profile;
use crate::seal::keys::TenantKeys;
use crate::state::AppState;
use crate::state::sessions::ended::Number;
use crate::state::sessions::keys;
use crate::storage::entity::account;
use app::error::{AppError, FieldError, Next};
use app::operation_logs::acts::ELSEWHERE;
use app::paths::page_path;
use app::sign_in::acts;
use app::sign_in::api::Ended;
use app::sign_in::messages as m;
use sea_orm::QuerySelect;

/// A person who has proved everything that the account asks for.
pub struct Proved<'a> {
    /// The version of the account whose password was checked.
    pub account: &'a account::Model,
    pub profile: &'a Profile,
    /// What they proved it with. For the log.
    pub method: &'static str,
    pub device: DeviceTrust,
}

/// What is known of the device of a person who comes in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeviceTrust {
    /// What its cookie says.
    AsSeen,
    /// The person has opened a mailed link on it. A letter about the new password is on its way already, so none about a
    /// new device follows.
    OfTheLink,
}

/// The page that a person who has come in sees first.
pub fn first_page(return_to: &str) -> Next {
    Next::to(page_path(return_to).unwrap_or("/"))
}

/// Finds out whether the person may come in, decides, and carries that out: they come in, or are told why not on the page
/// that follows. The session before ends in any case.
pub async fn enter(request: &Request, tx: Write, who: &Proved<'_>) -> Result<(), Fault> {
    tx.end_own_session(request).await?;
    match entry(facts(request, &tx, who).await?) {
        EntryDecision::Refuse(bar) => refuse_entry(request, tx, who, bar).await,
        EntryDecision::Admit { letter } => admit_person(request, tx, who, letter).await,
    }
}

async fn facts(request: &Request, tx: &Write, who: &Proved<'_>) -> Result<EntryFacts, Fault> {
    let (app, account) = (&request.app, who.account);
    let person = Person::load(app, tx.db(), account.id).await?.ok_or_else(refused)?;
    let elsewhere = networks::refuses(app, tx.db(), &person, &request.origin.ip).await?;
    let full = !elsewhere && sessions::is_full(app, tx.db(), account, who.profile).await?;
    let device = match account.last_sign_in_at {
        _ if who.device == DeviceTrust::OfTheLink || devices::is_known(request, Some(account)) => DeviceKind::Known,
        Some(_) => DeviceKind::New,
        None => DeviceKind::First,
    };
    Ok(EntryFacts { elsewhere, full, device })
}

/// Logs the sign-in and opens the session, which stays if nothing has changed meanwhile.
async fn admit_person(request: &Request, tx: Write, who: &Proved<'_>, letter: bool) -> Result<(), Fault> {
    let account = who.account;
    if letter {
        letters::new_device(request, &tx, account).await?;
    }
    let now = request.app.clock.now();
    let came_in = |row: &mut account::Stored| {
        row.last_sign_in_at = Some(now);
        true
    };
    people::change(&tx, account.id, came_in).await?;
    let sealing = tx.keys().await?;
    let event = Event::new(acts::SIGN_IN).on("account", account.id, &account.email);
    tx.commit(event.with(acts::METHOD, who.method)).await?;
    open_session(request, account, who.profile, &sealing).await?;
    if let Some(bar) = opened(facts_of_opened(request, who).await?) {
        return end_and_refuse(request, who, bar).await;
    }
    devices::remember(request, account.id);
    remember_display(request, account);
    Ok(())
}

/// Whether a concurrent change invalidated the session that was being opened, or another person took the last seat: then
/// neither of the two stays. The account's row is locked, so this waits for a change in progress.
async fn facts_of_opened(request: &Request, who: &Proved<'_>) -> Result<OpenedFacts, Fault> {
    let (app, account) = (&request.app, who.account);
    let tx = request.write_public(PublicUse::SignIn).await?;
    let now = tx.one(people::with_id(account.id).lock_exclusive()).await?.there()?;
    let changed = now.is_none_or(|now| {
        (now.password_version, now.sessions_version) != (account.password_version, account.sessions_version)
    });
    drop(tx);
    let full = !changed && sessions::is_full(app, &app.storage.reader, account, who.profile).await?;
    Ok(OpenedFacts { changed, full })
}

/// Ends a session that must not stay open. The log has its end after its beginning.
async fn end_and_refuse(request: &Request, who: &Proved<'_>, bar: EntryRefusal) -> Result<(), Fault> {
    let mut tx = request.write_public(PublicUse::SignIn).await?;
    tx.log_as(who.account);
    tx.end_own_session(request).await?;
    refuse_entry(request, tx, who, bar).await
}

/// Refuses a person who has passed all steps, and logs it. Says why, unless the account has changed: then the password
/// counts as wrong.
async fn refuse_entry(request: &Request, tx: Write, who: &Proved<'_>, bar: EntryRefusal) -> Result<(), Fault> {
    let back = Next::to("/sign-in");
    let (reason, answer) = match bar {
        EntryRefusal::Elsewhere => {
            (ELSEWHERE, declined(back.warning(m::ELSEWHERE.with(&[("ip", &request.origin.ip)]))))
        }
        EntryRefusal::Full => (acts::FULL, declined(back.warning(m::FULL))),
        EntryRefusal::Changed => (acts::CHANGED, refused()),
    };
    let event = Event::new(acts::SIGN_IN).on("account", who.account.id, &who.account.email);
    request.refuse_and_leave(tx, event, reason, answer).await
}

/// Refuses a person who has proved who they are, because their own row or their company's is forged (S10), and tells them by
/// `answer`. The session before ends in any case.
pub async fn shut_out<T>(
    request: &Request,
    tx: Write,
    who: &Proved<'_>,
    why: Ended,
    answer: Fault,
) -> Result<T, Fault> {
    tx.end_own_session(request).await?;
    let reason = if why == Ended::Altered { acts::ACCOUNT_ALTERED } else { acts::COMPANY_ALTERED };
    let event = Event::new(acts::SIGN_IN).on("account", who.account.id, &who.account.email);
    request.refuse_and_leave(tx, event.with(acts::METHOD, who.method), reason, answer).await
}

async fn open_session(
    request: &Request,
    account: &account::Model,
    profile: &Profile,
    sealing: &TenantKeys,
) -> Result<(), Fault> {
    let session = request.session.as_ref().ok_or_else(|| Fault::internal("signing in without a browser"))?;
    let until = request.app.clock.now() + profile.session.absolute();
    let typed = kept_form::carry(session, account.id).await?;
    request.leave_session().await?;
    session.insert(keys::ACCOUNT, account.id).await?;
    if let Some(tenant) = account.tenant_id {
        session.insert(keys::TENANT, tenant).await?;
    }
    session.insert(keys::SESSIONS_VERSION, account.sessions_version).await?;
    session.insert(keys::NUMBER, new_number(&request.app)).await?;
    let opened = OpenedAt { ip: request.origin.ip.clone(), user_agent: request.origin.user_agent.clone() };
    session.insert(keys::OPENED_AT, opened.seal(sealing, account.id)?).await?;
    session.insert(keys::IDLE, profile.session.idle().num_seconds()).await?;
    session.insert(keys::PROVED_AT, request.app.clock.now().timestamp()).await?;
    session.insert(keys::UNTIL, until.timestamp()).await?;
    kept_form::put(session, typed).await?;
    session.save().await?;
    Ok(())
}

fn new_number(app: &AppState) -> String {
    let mut number: Number = Number::default();
    app.rng.fill(&mut number);
    hex::encode(number)
}

/// The person's own display settings replace those of the browser.
fn remember_display(request: &Request, account: &account::Model) {
    let chosen = [
        ("lang", &account.language),
        ("theme", &account.theme),
        ("density", &account.density),
        ("keys", &account.keys),
    ];
    for (name, value) in chosen {
        if let Some(value) = value {
            request.set_cookie(name, value.clone());
        }
    }
}

/// One message at one field, for every reason.
pub fn refused() -> Fault {
    AppError::Invalid(vec![FieldError::new("email", m::REFUSED)]).into()
}
