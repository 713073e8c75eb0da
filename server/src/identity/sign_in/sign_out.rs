//! Sign-out.

use crate::door::fault::Fault;
use crate::door::{PublicUse, Request};
use crate::log::event::Event;
use app::error::Next;
use app::sign_in::acts;
use app::sign_in::messages as m;

pub async fn sign_out(request: &Request) -> Result<Next, Fault> {
    let Ok(me) = request.signed_in() else {
        // The session is over already. A message would need a new session for a stranger.
        request.leave_session().await?;
        return Ok(Next::to(format!("/sign-in?ended={}", request.ended())));
    };
    let tx = request.write_public(PublicUse::SignOut).await?;
    tx.end_own_session(request).await?;
    tx.commit(Event::new(acts::SIGN_OUT).on("account", me.account.id, &me.account.email)).await?;
    request.leave_session().await?;
    Ok(Next::to("/sign-in").saying(m::SIGNED_OUT))
}
