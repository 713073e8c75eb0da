//! What the steps of setting up and turning off share: who takes them, and how they end.

use super::take::{AcceptedCode, take};
use crate::door::fault::Fault;
use crate::door::{Person, Request, Write, second_step};
use crate::log::event::Event;
use app::error::{AppError, Next};
use app::record::Act;
use app::second_factor::messages as m;

pub const PAGE: &str = "/account/two-step";

pub fn event(me: &Person, act: Act) -> Event {
    Event::new(act).on("account", me.account.id, &me.account.email)
}

pub fn me(request: &Request) -> Result<&Person, Fault> {
    let me = request.signed_in()?;
    if second_step::is_offered(me.profile, me.class()) { Ok(me) } else { Err(AppError::NotFound.into()) }
}

pub fn wrong() -> Fault {
    AppError::invalid("code", m::CODE_WRONG).into()
}

pub async fn shown_again(
    request: &Request,
    tx: &Write,
    me: &Person,
    typed: &str,
) -> Result<Option<AcceptedCode>, Fault> {
    if typed.trim().is_empty() {
        return Err(AppError::invalid("code", m::CODE_MISSING).into());
    }
    take(request, tx, &me.account, me.profile, typed).await
}

/// Answers a step that is out of order.
pub fn not_started() -> Next {
    Next::to(PAGE).warning(m::NOT_STARTED)
}

pub async fn end_others(request: &Request, tx: &Write, me: &Person) -> Result<(), Fault> {
    tx.end_sessions(me.account.id, request.session.as_ref()).await?;
    Ok(())
}
