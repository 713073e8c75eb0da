//! Turns the second step off, if the profile and the company allow it.

use super::authenticator::remove;
use super::letters;
use super::step::{PAGE, end_others, event, me, not_started, shown_again, wrong};
use crate::door::fault::Fault;
use crate::door::{Person, Request, Write};
use crate::log::event::Event;
use app::account::api::OWN_SECURITY;
use app::error::Next;
use app::second_factor::acts;
use app::second_factor::api::Code;
use app::second_factor::messages as m;

/// Checks a code if the second step may be turned off, decides, and carries that out.
pub async fn stop(request: &Request, command: Code) -> Result<Next, Fault> {
    let tx = request.write(OWN_SECURITY).await?;
    let me = me(request)?;
    let (on, required) = (me.account.second_factor_at.is_some(), me.needs_second_step());
    let right = StopFacts::may_check(on, required) && shown_again(request, &tx, me, &command.code).await?.is_some();
    let event = event(me, acts::TURN_OFF);
    match decide(StopFacts { on, required, right }) {
        StopDecision::OutOfOrder => tx.out_of_order(event, not_started()).await,
        StopDecision::Required => tx.decline(event, acts::REQUIRED, Next::to(PAGE).warning(m::CANNOT_STOP)).await,
        StopDecision::TryAgain => tx.refuse(event, acts::WRONG_CODE, wrong()).await,
        StopDecision::TurnOff => turn_off(request, tx, me, event).await,
    }
}

async fn turn_off(request: &Request, tx: Write, me: &Person, event: Event) -> Result<Next, Fault> {
    remove(&tx, me.account.id).await?;
    end_others(request, &tx, me).await?;
    letters::turned_off(request, &tx, &me.account).await?;
    tx.commit(event).await?;
    request.renew_session().await?;
    Ok(Next::to(PAGE).saying(m::STOPPED))
}

/// What is known of a person who wants to turn the second step off.
#[derive(Clone, Copy)]
struct StopFacts {
    /// There is a second step.
    on: bool,
    /// The profile or the company requires one.
    required: bool,
    /// The code is right. One that was not checked counts as wrong.
    right: bool,
}

impl StopFacts {
    /// True if a code may be checked at all.
    fn may_check(on: bool, required: bool) -> bool {
        on && !required
    }
}

/// What becomes of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum StopDecision {
    OutOfOrder,
    Required,
    TryAgain,
    TurnOff,
}

fn decide(facts: StopFacts) -> StopDecision {
    match facts {
        StopFacts { on: false, .. } => StopDecision::OutOfOrder,
        StopFacts { required: true, .. } => StopDecision::Required,
        StopFacts { right: false, .. } => StopDecision::TryAgain,
        StopFacts { right: true, .. } => StopDecision::TurnOff,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_code_turns_off_what_nobody_requires() {
        use StopDecision::{OutOfOrder, Required, TryAgain, TurnOff};
        // There is a second step, it is required, the code is right.
        let table = [
            (false, false, false, OutOfOrder),
            (false, false, true, OutOfOrder),
            (false, true, false, OutOfOrder),
            (false, true, true, OutOfOrder),
            (true, false, false, TryAgain),
            (true, false, true, TurnOff),
            (true, true, false, Required),
            (true, true, true, Required),
        ];
        for (on, required, right, outcome) in table {
            assert_eq!(decide(StopFacts { on, required, right }), outcome, "{on} {required} {right}");
            assert!(StopFacts::may_check(on, required) || outcome != TurnOff);
        }
    }
}
