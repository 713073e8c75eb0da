//! What the steps of setting up and turning off have in common: who takes them, and how they end.

use super::rule::is_offered;
use super::take::{Accepted, take};
use crate::door::{Request, Write};
use crate::event::{Action, Event, Outcome};
use crate::fault::Fault;
use crate::session_store;
use crate::signed_in::SignedIn;
use app::error::{AppError, Next};
use app::second_factor::messages as m;

pub const PAGE: &str = "/account/two-step";

pub fn event(me: &SignedIn, action: Action) -> Event {
    Event::new(action).on("account", me.account.id, &me.account.email)
}

pub fn failure(me: &SignedIn, action: Action, reason: &str) -> Event {
    event(me, action).outcome(Outcome::Failure).with("reason", reason)
}

pub fn me(request: &Request) -> Result<&SignedIn, Fault> {
    let me = request.signed_in()?;
    if is_offered(me) { Ok(me) } else { Err(Fault::NotFound) }
}

pub fn wrong() -> Fault {
    AppError::invalid("code", m::CODE_WRONG).into()
}

pub async fn shown_again(request: &Request, tx: &Write, me: &SignedIn, typed: &str) -> Result<Option<Accepted>, Fault> {
    if typed.trim().is_empty() {
        return Err(AppError::invalid("code", m::CODE_MISSING).into());
    }
    take(request, tx, &me.account, me.profile, typed).await
}

pub async fn out_of_order(me: &SignedIn, tx: Write, action: Action) -> Result<Next, Fault> {
    tx.commit(failure(me, action, "out_of_order")).await?;
    Ok(Next::to(PAGE).warning(m::NOT_STARTED))
}

pub async fn end_others(request: &Request, tx: &Write, me: &SignedIn) -> Result<(), Fault> {
    session_store::end_all(tx, me.account.id, request.session.as_ref()).await?;
    Ok(())
}
