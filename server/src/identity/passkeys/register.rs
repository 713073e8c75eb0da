//! Adds and removes passkeys. Both require step-up.

use super::letters;
use super::passkey::{PasskeyDetails, SEALED, hash, is_offered, relying};
use crate::base::typed::{self, Lacks};
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Person, Request, Write, read_id};
use crate::log::event::Event;
use crate::state::sessions::keys;
use crate::storage::entity::passkey::{self, Column as C};
use app::account::api::OWN_SECURITY;
use app::error::{AppError, Next, Refusals};
use app::operation_logs::acts::{FORGED, ROW};
use app::passkeys::acts;
use app::passkeys::api::OWN_PASSKEYS;
use app::passkeys::messages as m;
use app::record::Act;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use webauthn_rs::prelude::{CreationChallengeResponse, PasskeyRegistration, RegisterPublicKeyCredential};

const PAGE: &str = "/account/passkeys";
/// The largest number of passkeys per account.
const MOST: u64 = 10;

/// What the session stores between the two steps.
#[derive(Serialize, Deserialize)]
struct Registration {
    name: String,
    options: String,
    state: PasskeyRegistration,
    until: i64,
}

fn me(request: &Request) -> Result<&Person, Fault> {
    let me = request.signed_in()?;
    if is_offered(me) { Ok(me) } else { Err(AppError::NotFound.into()) }
}

fn event(me: &Person, act: Act) -> Event {
    Event::new(act).on("account", me.account.id, &me.account.email)
}

fn read_name(name: &str) -> Result<String, AppError> {
    let mut refusals = Refusals::default();
    let lacks = Lacks { missing: m::NAME_MISSING, long: m::NAME_LONG };
    let name = typed::required("name", typed::line(name), 50, lacks, &mut refusals);
    refusals.finish()?;
    Ok(name)
}

/// Starts adding a passkey. The next page passes the request to the device.
pub async fn start(request: &Request, name: &str) -> Result<Next, Fault> {
    let me = me(request)?;
    let name = read_name(name)?;
    let tx = request.write(OWN_PASSKEYS).await?;
    let own = tx.all(passkey::Entity::find().filter(C::AccountId.eq(me.account.id))).await?;
    if own.len() as u64 >= MOST {
        return Err(AppError::invalid("name", m::MANY.with(&[("n", &MOST)])).into());
    }
    let sealing = tx.keys().await?;
    let readable = own.iter().filter_map(|row| tx.opened(PasskeyDetails::open(&sealing, row)));
    let known = readable.map(|stored| stored.key.cred_id().clone()).collect();
    let (email, shown) = (&me.account.email, &me.account.name);
    let started = relying(request)?.start_passkey_registration(me.account.id, email, shown, Some(known));
    let (registration, state) = started.map_err(|e| Fault::internal(e.to_string()))?;
    let until = (request.app.clock.now() + me.profile.second_factor.passkey()).timestamp();
    let registration = Registration { name, options: options(&registration)?, state, until };
    tx.commit(event(me, acts::START)).await?;
    request.session()?.insert(keys::PASSKEY_WANTED, registration).await?;
    Ok(Next::to("/account/passkeys/new"))
}

/// The options for the browser. The device must be able to find the passkey by itself, because nobody types an address
/// first.
fn options(registration: &CreationChallengeResponse) -> Result<String, Fault> {
    let mut key = serde_json::to_value(&registration.public_key).map_err(|e| Fault::internal(e.to_string()))?;
    let selection = &mut key["authenticatorSelection"];
    selection["residentKey"] = "required".into();
    selection["requireResidentKey"] = true.into();
    Ok(key.to_string())
}

/// Returns the request to the device, if it is recent enough.
pub async fn registration(request: &Request) -> Result<String, Fault> {
    request.check(OWN_SECURITY).await?;
    let registration = request.session()?.get::<Registration>(keys::PASSKEY_WANTED).await?;
    let now = request.app.clock.now().timestamp();
    Ok(registration.filter(|registration| registration.until > now).ok_or(AppError::NotFound)?.options)
}

/// Checks and stores the new passkey of the device, and reports it by mail.
pub async fn finish(request: &Request, answer: &str) -> Result<Next, Fault> {
    let tx = request.write(OWN_PASSKEYS).await?;
    let me = me(request)?;
    let registration = request.session()?.remove::<Registration>(keys::PASSKEY_WANTED).await?;
    let now = request.app.clock.now();
    let added = event(me, acts::ADD);
    let Some(registration) = registration.filter(|registration| registration.until > now.timestamp()) else {
        return tx.out_of_order(added, Next::to(PAGE).warning(m::EXPIRED)).await;
    };
    let answer = serde_json::from_str::<RegisterPublicKeyCredential>(answer).ok();
    let key = answer.and_then(|a| relying(request).ok()?.finish_passkey_registration(&a, &registration.state).ok());
    let Some(key) = key else {
        return tx.decline(added, acts::UNVERIFIED, Next::to(PAGE).warning(m::REFUSED)).await;
    };
    let own = passkey::Entity::find().filter(C::AccountId.eq(me.account.id)).count(tx.db()).await?;
    if own >= MOST {
        return tx.decline(added, acts::MANY, Next::to(PAGE).warning(m::MANY.with(&[("n", &MOST)]))).await;
    }
    let id = request.app.new_id();
    if !insert(&tx, me, id, PasskeyDetails { name: registration.name, key }).await? {
        return tx.undone().await?.decline(added, acts::UNVERIFIED, Next::to(PAGE).warning(m::REFUSED)).await;
    }
    letters::added(request, &tx, &me.account).await?;
    tx.commit(added.with(ROW, id.to_string())).await?;
    Ok(Next::to(PAGE).saying(m::SAID_ADDED))
}

/// Inserts a passkey. Returns false if it is stored already; then the transaction is over.
async fn insert(tx: &Write, me: &Person, id: Uuid, stored: PasskeyDetails) -> Result<bool, Fault> {
    let row = passkey::Model {
        id,
        account_id: me.account.id,
        tenant_id: tx.tenant(),
        credential_hash: hash(stored.key.cred_id()),
        sealed: SEALED.seal(&*tx.keys().await?, id, &stored)?,
        last_challenge: None,
        last_used_at: None,
        created_at: tx.app().clock.now(),
        version: 0,
        mac: None,
    };
    guarded::insert_of(tx, &me.account, row).await
}

/// Removes a passkey. One whose row is gone for the moment stays removed if somebody puts it back.
pub async fn remove(request: &Request, id: &str) -> Result<Next, Fault> {
    let id = read_id(id)?;
    let tx = request.write(OWN_PASSKEYS).await?;
    let me = me(request)?;
    let gone = passkey::Entity::delete_many().filter(C::AccountId.eq(me.account.id)).filter(C::Id.eq(id));
    let missing = gone.exec(tx.db()).await?.rows_affected != 1;
    if missing && guarded::hidden::<passkey::Model>(&tx, id).await? != Some(me.account.id) {
        return tx.refuse_missing(event(me, acts::REMOVE), AppError::NotFound).await;
    }
    guarded::ended::<passkey::Model>(&tx, id);
    // Sessions that this passkey opened on other devices end (ASVS 7.4.3).
    tx.end_sessions(me.account.id, request.session.as_ref()).await?;
    letters::removed(request, &tx, &me.account).await?;
    let removed = event(me, acts::REMOVE).with(ROW, id.to_string());
    tx.commit(if missing { removed.with(FORGED, true) } else { removed }).await?;
    request.renew_session().await?;
    Ok(Next::to(PAGE).saying(m::SAID_REMOVED))
}
