//! The end of every kind of sign-in, after the person has passed all its steps.

use super::letters;
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Person, PublicUse, Request, Write};
use crate::identity::devices;
use crate::identity::networks;
use crate::identity::sessions;
use crate::identity::sessions::OpenedAt;
use crate::log::event::{Event, Outcome};
use crate::profile::Profile;
use crate::seal::keys::TenantKeys;
use crate::state::App;
use crate::state::sessions::ended::Number;
use crate::state::sessions::{hash, keys};
use crate::storage::entity::account;
use app::error::{AppError, FieldError, Next};
use app::lead::page_path;
use app::operation_logs::acts::ELSEWHERE;
use app::record::Word;
use app::sign_in::acts;
use app::sign_in::messages as m;
use app::text::Words;
use sea_orm::{EntityTrait, QuerySelect};

/// Signs the person in after all steps, if a seat is free and the network is allowed. `account` is the version whose
/// password was checked.
pub async fn complete(
    request: &Request,
    tx: Write,
    account: account::Model,
    profile: &Profile,
    method: &str,
    return_to: &str,
) -> Result<Next, Fault> {
    if let Some(before) = request.session_id() {
        tx.end_session(&hash(&before), None).await?;
    }
    let person = Person::load(&request.app, tx.db(), account.id).await?.ok_or_else(refused)?;
    if networks::keeps_out(&request.app, tx.db(), &person, &request.origin.ip).await? {
        let words = m::ELSEWHERE.with(&[("ip", &request.origin.ip)]);
        return keep_out(request, tx, &account, (ELSEWHERE, words)).await;
    }
    if sessions::is_full(&request.app, tx.db(), &account, profile).await? {
        return keep_out(request, tx, &account, (acts::FULL, m::FULL.into())).await;
    }
    // The very first sign-in needs no letter.
    if account.last_sign_in_at.is_some() && !devices::is_known(request, Some(&account)) {
        letters::new_device(request, &tx, &account).await?;
    }
    let now = request.app.clock.now();
    let came_in = |row: &mut account::Stored| {
        row.last_sign_in_at = Some(now);
        true
    };
    people::change(&tx, account.id, came_in).await?;
    let sealing = tx.keys().await?;
    tx.commit(Event::new(acts::SIGN_IN).on("account", account.id, &account.email).with(acts::METHOD, method)).await?;
    open_session(request, &account, profile, &sealing).await?;
    if is_over(request, &account).await? {
        put_out(request, &account, (acts::CHANGED, m::REFUSED.into())).await?;
        return Err(refused());
    }
    // Two people signed in at once for the last seat: neither stays.
    if sessions::is_full(&request.app, &request.app.storage.reader, &account, profile).await? {
        return put_out(request, &account, (acts::FULL, m::FULL.into())).await;
    }
    devices::remember(request, account.id);
    remember_display(request, &account);
    Ok(Next::to(page_path(return_to).unwrap_or("/")))
}

/// True if a concurrent password change or sign-out invalidated the session that was being opened. The row is locked,
/// so this waits for a change in progress.
async fn is_over(request: &Request, account: &account::Model) -> Result<bool, Fault> {
    let tx = request.public(PublicUse::SignIn).await?;
    let now = account::Entity::find_by_id(account.id).lock_exclusive().one(tx.db()).await?;
    Ok(now.is_none_or(|now| (now.password_no, now.sessions_no) != (account.password_no, account.sessions_no)))
}

/// Refuses a person who has passed all steps, and says why: all seats are taken (DS-7), or the network is not allowed
/// (MS-16).
async fn keep_out(
    request: &Request,
    tx: Write,
    account: &account::Model,
    (reason, words): (Word, Words),
) -> Result<Next, Fault> {
    let event = Event::new(acts::SIGN_IN).outcome(Outcome::Failure).because(reason);
    if let Some(id) = request.session_id() {
        tx.end_session(&hash(&id), None).await?;
    }
    tx.commit(event.on("account", account.id, &account.email)).await?;
    end_session(request).await?;
    Ok(Next::to("/sign-in").warning(words))
}

/// Ends a session that must not stay open. The log has its end after its beginning.
async fn put_out(request: &Request, account: &account::Model, why: (Word, Words)) -> Result<Next, Fault> {
    let mut tx = request.public(PublicUse::SignIn).await?;
    tx.known_as(account);
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
    session.insert(keys::SESSIONS_NO, account.sessions_no).await?;
    session.insert(keys::NUMBER, new_number(&request.app)).await?;
    let opened = OpenedAt { ip: request.origin.ip.clone(), user_agent: request.origin.user_agent.clone() };
    session.insert(keys::OPENED_AT, opened.seal(sealing, account.id)?).await?;
    session.insert(keys::IDLE, profile.session.idle().num_seconds()).await?;
    session.insert(keys::PROVED_AT, request.app.clock.now().timestamp()).await?;
    session.insert(keys::UNTIL, until.timestamp()).await?;
    session.save().await?;
    Ok(())
}

fn new_number(app: &App) -> String {
    let mut number: Number = Number::default();
    app.rng.fill(&mut number);
    hex::encode(number)
}

/// The person's own display settings replace those of the browser.
fn remember_display(request: &Request, account: &account::Model) {
    let chosen = [("lang", &account.language), ("theme", &account.theme), ("density", &account.density)];
    for (name, value) in chosen {
        if let Some(value) = value {
            request.set_cookie(name, value.clone());
        }
    }
}

pub async fn end_session(request: &Request) -> Result<(), Fault> {
    if let Some(session) = request.session.as_ref().filter(|session| session.id().is_some()) {
        session.flush().await?;
    }
    Ok(())
}

/// One message at one field, for every reason.
pub fn refused() -> Fault {
    AppError::Invalid(vec![FieldError::new("email", m::REFUSED)]).into()
}
