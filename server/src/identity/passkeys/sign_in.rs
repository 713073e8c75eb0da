//! Sign-in with a passkey. The passkey names the account and the device verifies the person, so it replaces both steps.
//! A lock, which wrong passwords cause, does not affect it, because nobody can guess a passkey.

use super::stored::{Stored, TABLE, hash, relying};
use crate::base::share;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::person::class_of_role;
use crate::door::{Counter, PublicUse, Request, Write, throttle};
use crate::identity::account::is_void;
use crate::identity::devices;
use crate::identity::kept_act;
use crate::identity::sign_in;
use crate::log::event::{Event, Outcome};
use crate::profile::{Profile, SecondFactorMethod};
use crate::state::sessions::keys;
use crate::storage::entity::account;
use crate::storage::entity::passkey::{self, Column as C};
use app::error::{AppError, Next};
use app::lead::page_path;
use app::operation_logs::acts::OUT_OF_ORDER;
use app::passkeys::api::StartSignIn;
use app::passkeys::messages as m;
use app::record::Word;
use app::sign_in::acts;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use webauthn_rs::prelude::{DiscoverableAuthentication, DiscoverableKey, PublicKeyCredential};

/// What the session stores between question and answer.
#[derive(Serialize, Deserialize)]
struct Asked {
    options: String,
    state: DiscoverableAuthentication,
    at: i64,
    until: i64,
    return_to: String,
    /// The id of the action in this session that waits for the passkey.
    #[serde(default)]
    act: String,
}

impl Asked {
    /// The page where it began. A person who fails returns there.
    fn began(&self) -> &'static str {
        if self.act.is_empty() { "/sign-in" } else { "/account/prove" }
    }
}

pub async fn start(request: &Request, command: StartSignIn) -> Result<Next, Fault> {
    // Each question is stored in a session, so a rate limit applies to strangers.
    let most = request.app.default_profile().lockout.passkeys_per_address_per_minute;
    throttle::knock(request, Counter::PasskeyStart, most)?;
    let started = relying(request)?.start_discoverable_authentication();
    let (asked, state) = started.map_err(|e| Fault::internal(e.to_string()))?;
    let options = serde_json::to_string(&asked.public_key).map_err(|e| Fault::internal(e.to_string()))?;
    let now = request.app.clock.now();
    let (at, until) = (now.timestamp(), (now + request.app.default_profile().second_factor.passkey()).timestamp());
    let return_to = page_path(&command.return_to).unwrap_or_default().to_owned();
    let act = command.act.parse::<Uuid>().map(|id| id.to_string()).unwrap_or_default();
    let asked = Asked { options, state, at, until, return_to, act };
    request.session()?.insert(keys::PASSKEY_ASKED, asked).await?;
    Ok(Next::to("/sign-in/passkey"))
}

/// Returns the question, if it is recent enough.
pub async fn asked(request: &Request) -> Result<String, Fault> {
    let asked = request.session()?.get::<Asked>(keys::PASSKEY_ASKED).await?;
    let now = request.app.clock.now().timestamp();
    Ok(asked.filter(|asked| asked.until > now).ok_or(AppError::SignedOut)?.options)
}

/// Checks the device's answer. The person is signed in, or learns only that it did not work.
pub async fn finish(request: &Request, answer: &str) -> Result<Next, Fault> {
    let most = request.app.default_profile().lockout.passkeys_per_address_per_minute;
    throttle::knock(request, Counter::Passkey, most)?;
    let asked = request.session()?.remove::<Asked>(keys::PASSKEY_ASKED).await?;
    let found = find(request, answer).await?;
    if found.as_ref().is_some_and(|found| devices::is_known(request, Some(&found.account))) {
        share::recognise();
    }
    let mut tx = request.public(PublicUse::SignIn).await?;
    throttle::at_most(request, &tx, Counter::Passkey, most).await?;
    let now = request.app.clock.now();
    let Some(asked) = asked.filter(|asked| asked.until > now.timestamp()) else {
        return turn_away(tx, OUT_OF_ORDER).await.map(|next| next.warning(m::EXPIRED));
    };
    let Some(found) = found else { return turn_away(tx, acts::UNKNOWN).await };
    tx.known_as(&found.account);
    // The profile, and with it the time limit, is only known at this point.
    if asked.at + found.profile.second_factor.passkey().num_seconds() <= now.timestamp() {
        tx.commit(failure(OUT_OF_ORDER).on("account", found.account.id, &found.account.email)).await?;
        return Ok(Next::to(asked.began()).warning(m::EXPIRED));
    }
    let began = asked.began();
    if !take(request, &tx, &found, asked.state).await? {
        let failure = failure(app::passkeys::acts::UNVERIFIED).on("account", found.account.id, &found.account.email);
        tx.commit(failure).await?;
        return Ok(Next::to(began).warning(m::FAILED));
    }
    // A passkey proves more than the password, so earlier wrong guesses in an open session no longer block a change.
    throttle::settle(request, &tx, Counter::CurrentPassword, found.account.id).await?;
    let method = SecondFactorMethod::Passkey.code();
    // Signing in ends this session. An action that waits for the passkey moves to the new session, and runs if the
    // person is the same.
    let carried = kept_act::carry(request, &asked.act).await?;
    let next = sign_in::complete(request, tx, found.account, found.profile, method, &asked.return_to).await?;
    request.session()?.insert(keys::PASSKEY_AT, request.app.clock.now().timestamp()).await?;
    let Some(carried) = carried else { return Ok(next) };
    if request.session()?.get::<Uuid>(keys::ACCOUNT).await?.is_none() {
        return Ok(next);
    }
    kept_act::put(request, carried).await?;
    Ok(next.going_on(asked.act))
}

fn failure(reason: Word) -> Event {
    Event::new(acts::SIGN_IN).outcome(Outcome::Failure).because(reason).with(acts::METHOD, "passkey")
}

async fn turn_away(mut tx: Write, reason: Word) -> Result<Next, Fault> {
    tx.in_providers_log();
    tx.commit(failure(reason)).await?;
    Ok(Next::to("/sign-in").warning(m::FAILED))
}

/// The passkey of an answer, and its owner.
struct Found {
    row: passkey::Model,
    answer: PublicKeyCredential,
    account: account::Model,
    profile: &'static Profile,
}

async fn find(request: &Request, answer: &str) -> Result<Option<Found>, Fault> {
    let read = request.look(PublicUse::SignIn);
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else { return Ok(None) };
    let row = passkey::Entity::find().filter(C::CredentialHash.eq(hash(answer.get_credential_id()))).one(read.db());
    let Some(row) = row.await?.filter(|row| guarded::is_genuine(&request.app, row)) else { return Ok(None) };
    let found = people::with_company(&read, account::Entity::find_by_id(row.account_id)).await?;
    // After a forced reset only the mailed link lets the person in (MS-16).
    let may = |account: &account::Model| account.status == "active" && !is_void(account);
    let Some((account, company)) = found.filter(|(account, _)| may(account)) else { return Ok(None) };
    let profile = request.app.rules_for(read.db(), company.as_ref()).await?;
    let rule = &profile.second_factor;
    let class = class_of_role(&account.role)?;
    let offered = rule.methods.contains(&SecondFactorMethod::Passkey) && rule.offered_to.contains(&class);
    Ok(offered.then_some(Found { row, answer, account, profile }))
}

/// True if the answer is correct and used for the first time.
async fn take(request: &Request, tx: &Write, found: &Found, state: DiscoverableAuthentication) -> Result<bool, Fault> {
    let Found { row, answer, account, .. } = found;
    let relying = relying(request)?;
    let keys = tx.keys().await?;
    let Some(mut stored) = tx.opened(TABLE, row.id, Stored::open(&keys, row)) else { return Ok(false) };
    let own = relying.identify_discoverable_authentication(answer).is_ok_and(|(user, _)| user == account.id);
    let key = DiscoverableKey::from(&stored.key);
    let Ok(result) = relying.finish_discoverable_authentication_v2(answer, state, &key) else { return Ok(false) };
    if !own || !result.user_verified() {
        return Ok(false);
    }
    stored.key.update_credential(&result);
    let this = hash(answer.response.client_data_json.as_ref());
    let first = Condition::any().add(C::LastChallenge.is_null()).add(C::LastChallenge.ne(this.clone()));
    let used = passkey::Entity::update_many()
        .col_expr(C::LastChallenge, Expr::value(this))
        .col_expr(C::LastUsedAt, Expr::value(request.app.clock.now()))
        .col_expr(C::Sealed, Expr::value(stored.seal(&keys, row.id)?))
        .filter(C::Id.eq(row.id))
        .filter(first);
    Ok(used.exec(tx.db()).await?.rows_affected == 1)
}
