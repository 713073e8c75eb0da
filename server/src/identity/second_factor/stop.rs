//! Turns the second step off, if the profile and the company allow it.

use super::authenticator::remove;
use super::letters;
use super::step::{PAGE, end_others, event, me, not_started, shown_again, wrong};
use crate::door::Request;
use crate::door::fault::Fault;
use app::account::api::OWN_SECURITY;
use app::error::Next;
use app::second_factor::acts;
use app::second_factor::api::Code;
use app::second_factor::messages as m;

pub async fn stop(request: &Request, command: Code) -> Result<Next, Fault> {
    let tx = request.write(OWN_SECURITY).await?;
    let me = me(request)?;
    if me.account.second_factor_at.is_none() {
        return tx.out_of_order(event(me, acts::TURN_OFF), not_started()).await;
    }
    if me.needs_second_step() {
        return tx.decline(event(me, acts::TURN_OFF), acts::REQUIRED, Next::to(PAGE).warning(m::CANNOT_STOP)).await;
    }
    if shown_again(request, &tx, me, &command.code).await?.is_none() {
        return tx.refuse(event(me, acts::TURN_OFF), acts::WRONG_CODE, wrong()).await;
    }
    remove(&tx, me.account.id).await?;
    end_others(request, &tx, me).await?;
    letters::turned_off(request, &tx, &me.account).await?;
    tx.commit(event(me, acts::TURN_OFF)).await?;
    request.renew_session().await?;
    Ok(Next::to(PAGE).saying(m::STOPPED))
}
