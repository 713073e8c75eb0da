//! The question that a passkey answers. The session keeps it until the device's answer comes.

use super::passkey::relying;
use crate::door::fault::Fault;
use crate::door::{Counter, Request, throttle};
use crate::state::sessions::keys;
use app::error::{AppError, Next};
use app::passkeys::api::StartSignIn;
use app::paths::page_path;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use webauthn_rs::prelude::DiscoverableAuthentication;

/// What the session stores between question and answer.
#[derive(Serialize, Deserialize)]
pub struct Challenge {
    options: String,
    pub state: DiscoverableAuthentication,
    pub at: i64,
    until: i64,
    pub return_to: String,
    /// The id of the action in this session that waits for the passkey.
    #[serde(default)]
    pub act: String,
}

impl Challenge {
    /// The page where it began. A person who fails returns there.
    pub fn began(&self) -> &'static str {
        if self.act.is_empty() { "/sign-in" } else { "/account/prove" }
    }
}

pub async fn start(request: &Request, command: StartSignIn) -> Result<Next, Fault> {
    // Each question is stored in a session, so a rate limit applies to strangers.
    let most = request.app.default_profile().lockout.passkeys_per_address_per_minute;
    throttle::limit(request, Counter::PasskeyStart, most)?;
    let started = relying(request)?.start_discoverable_authentication();
    let (challenge, state) = started.map_err(|e| Fault::internal(e.to_string()))?;
    let options = serde_json::to_string(&challenge.public_key).map_err(|e| Fault::internal(e.to_string()))?;
    let now = request.app.clock.now();
    let (at, until) = (now.timestamp(), (now + request.app.default_profile().second_factor.passkey()).timestamp());
    let return_to = page_path(&command.return_to).unwrap_or_default().to_owned();
    let act = command.act.parse::<Uuid>().map(|id| id.to_string()).unwrap_or_default();
    let challenge = Challenge { options, state, at, until, return_to, act };
    request.session()?.insert(keys::PASSKEY_ASKED, challenge).await?;
    Ok(Next::to("/sign-in/passkey"))
}

/// Returns the question, if it is recent enough.
pub async fn challenge(request: &Request) -> Result<String, Fault> {
    let challenge = request.session()?.get::<Challenge>(keys::PASSKEY_ASKED).await?;
    Ok(challenge.filter(|challenge| in_time(request, challenge)).ok_or(AppError::SignedOut)?.options)
}

/// Takes the question out of the session, so that it is answered once. An old one counts as none.
pub async fn take(request: &Request) -> Result<Option<Challenge>, Fault> {
    let challenge = request.session()?.remove::<Challenge>(keys::PASSKEY_ASKED).await?;
    Ok(challenge.filter(|challenge| in_time(request, challenge)))
}

fn in_time(request: &Request, challenge: &Challenge) -> bool {
    challenge.until > request.app.clock.now().timestamp()
}
