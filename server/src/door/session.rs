//! What a session has proved lately. Each proof is a moment in the session (Unix time), good for as long as the profile's
//! step-up lasts.

use super::Request;
use crate::clock;
use crate::fault::Fault;
use crate::session_store::keys;
use crate::signed_in::SignedIn;
use chrono::DateTime;

/// Whether a passkey opened this session not long ago.
pub async fn passkey_was_shown(request: &Request, me: &SignedIn) -> Result<bool, Fault> {
    is_fresh(request, me, keys::PASSKEY_AT).await
}

/// Whether a code of the second step was shown in this session not long ago.
pub async fn code_was_shown(request: &Request, me: &SignedIn) -> Result<bool, Fault> {
    is_fresh(request, me, keys::SHOWN_AT).await
}

/// A code was shown just now: for some time no other is asked for to change the second step.
pub async fn remember_code(request: &Request) -> Result<(), Fault> {
    let session = request.session.as_ref().ok_or(Fault::SignedOut)?;
    Ok(session.insert(keys::SHOWN_AT, request.app.clock.now().timestamp()).await?)
}

async fn is_fresh(request: &Request, me: &SignedIn, key: &str) -> Result<bool, Fault> {
    let Some(session) = &request.session else { return Ok(false) };
    let at = session.get::<i64>(key).await?.and_then(|at| DateTime::from_timestamp(at, 0));
    Ok(at.is_some_and(|at| clock::is_within(at, me.profile.step_up.max_age(), request.app.clock.now())))
}
