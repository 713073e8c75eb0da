//! Sign-out.

use super::complete::end_session;
use crate::door::fault::Fault;
use crate::door::{PublicUse, Request};
use crate::log::event::Event;
use crate::state::sessions::hash;
use app::error::Next;
use app::sign_in::acts;
use app::sign_in::messages as m;

pub async fn sign_out(request: &Request) -> Result<Next, Fault> {
    let Ok(me) = request.signed_in() else {
        // The session is over already. A message would need a new session for a stranger.
        end_session(request).await?;
        return Ok(Next::to("/sign-in?ended=1"));
    };
    let tx = request.public(PublicUse::SignOut).await?;
    if let Some(id) = request.session_id() {
        tx.end_session(&hash(&id), None).await?;
    }
    tx.commit(Event::new(acts::SIGN_OUT).on("account", me.account.id, &me.account.email)).await?;
    end_session(request).await?;
    Ok(Next::to("/sign-in").saying(m::SIGNED_OUT))
}
