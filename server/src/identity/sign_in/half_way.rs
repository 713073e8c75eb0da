//! The state between the two steps of sign-in: the session remembers for some minutes which account's password was
//! correct. This does not sign anybody in.

use crate::door::HalfWay;
use crate::door::fault::Fault;
use crate::door::people::{self, Belonging};
use crate::profile::Profile;
use crate::state::AppState;
use crate::state::sessions::keys;
use crate::storage::entity::account;
use app::paths::page_path;
use app::sign_in::api::Ended;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
struct Half {
    account: Uuid,
    attempt: Uuid,
    until: i64,
    /// The version of the password. If it has changed meanwhile, sign-in starts again.
    #[serde(default, rename = "password_no")]
    password_version: i32,
    return_to: String,
    /// Unix time at which the password was proved. Older versions did not keep it: then it was long ago.
    #[serde(default)]
    password_at: i64,
}

/// Stores the account whose password was correct, and the page to open afterwards.
pub async fn note(
    app: &AppState,
    session: &Session,
    of: &account::Model,
    profile: &Profile,
    return_to: &str,
) -> Result<(), Fault> {
    let now = app.clock.now();
    let half = Half {
        account: of.id,
        attempt: app.new_id(),
        until: (now + profile.second_factor.step()).timestamp(),
        password_version: of.password_version,
        return_to: page_path(return_to).unwrap_or_default().to_owned(),
        password_at: now.timestamp(),
    };
    session.insert(keys::HALF, half).await?;
    Ok(session.save().await?)
}

/// Whom a session remembers between the steps.
pub enum Between {
    Nobody,
    Somebody(Box<HalfWay>),
    /// Somebody whose own row or company's row is forged.
    ShutOut(Ended),
}

/// Finds the person between the steps, if the time is not over and the account still has the same password and a second
/// step.
pub async fn find(app: &AppState, session: &Session, db: &impl ConnectionTrait) -> Result<Between, Fault> {
    let Some(half) = session.get::<Half>(keys::HALF).await? else { return Ok(Between::Nobody) };
    let found = people::belonging(&(app, db), people::with_id(half.account)).await?;
    let Some(found) = found else { return Ok(Between::Nobody) };
    let (in_time, barred) = (half.until > app.clock.now().timestamp(), found.barred());
    if in_time && barred == Some(Ended::Altered) {
        // What the row says otherwise, nobody knows.
        return Ok(Between::ShutOut(Ended::Altered));
    }
    let Belonging { person: account, company, .. } = found;
    let same = account.password_version == half.password_version && account.second_factor_at.is_some();
    if !in_time || !same || !account.is_active() {
        return Ok(Between::Nobody);
    }
    if let Some(why) = barred {
        return Ok(Between::ShutOut(why));
    }
    let profile = app.rules_for(db, company.as_ref()).await?;
    let Half { attempt, return_to, password_at, .. } = half;
    let person = HalfWay { account, profile, attempt, return_to, password_at };
    Ok(Between::Somebody(Box::new(person)))
}
