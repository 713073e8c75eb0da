//! A stored case. Only `move_on` changes its state, by an UPDATE that requires the old state. So of two parallel steps
//! only one succeeds, and no step can be skipped (security.md F16).

use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Opens, Write};
use crate::log::event::Event;
use crate::outbox::recipients;
use crate::seal::{Sealed, TextForm};
use crate::storage::entity::account;
use crate::storage::entity::support_case::{self, Column as C};
use app::cases::acts;
use app::cases::number::shown;
use app::cases::states::{CaseState, CaseStep};
use app::operation_logs::acts::{ACCOUNT, FORGED};
use app::record::Act;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

pub fn state_of(case: &support_case::Model) -> Result<CaseState, Fault> {
    CaseState::from_code(&case.state).ok_or_else(|| Fault::unreadable(format!("state of case {}", case.id)))
}

/// The state of a forged case. One without an end counts as open, whatever its state says, so that it can be ended.
pub fn readable(case: &support_case::Model) -> CaseState {
    let state = CaseState::from_code(&case.state).unwrap_or(CaseState::Opened);
    match case.closed_at {
        None if !state.is_open() => CaseState::Opened,
        Some(_) if state.is_open() => CaseState::Closed,
        _ => state,
    }
}

/// True if nobody in the company can consent, and the time for objections is over.
pub fn is_cooled(case: &support_case::Model, now: DateTime<Utc>) -> bool {
    case.cooling_until.is_some_and(|at| at <= now)
}

/// The log action of a step.
fn act(step: CaseStep) -> Act {
    match step {
        CaseStep::Check => acts::CHECK,
        CaseStep::Consent => acts::CONSENT,
        CaseStep::Refuse => acts::REFUSE,
        CaseStep::Approve => acts::APPROVE,
        CaseStep::SendAgain => acts::SEND_AGAIN,
        CaseStep::Cancel => acts::CANCEL,
        CaseStep::Finish => acts::FINISH,
    }
}

/// The log entry of a step, on the case, about its person.
pub fn event(case: &support_case::Model, account: &account::Model, step: CaseStep) -> Event {
    about(Event::new(act(step)), case, account)
}

/// The log entry of a step on a forged case, which may name anybody.
pub fn of_forged(case: &support_case::Model, step: CaseStep) -> Event {
    Event::new(act(step)).on("case", case.id, "").with(FORGED, true)
}

/// What the log calls a case: its number, and the address of its person.
pub fn named(case: &support_case::Model, email: &str) -> String {
    let number = case.number.map(shown).unwrap_or_default();
    format!("{number} {email}").trim().to_owned()
}

/// Adds the case and its person to a log entry.
pub fn about(event: Event, case: &support_case::Model, account: &account::Model) -> Event {
    event.on("case", case.id, &named(case, &account.email)).with(ACCOUNT, case.account_id.to_string())
}

/// Moves a case on. Returns true if the case was in the right state. A forged case can only be ended without a reset.
pub async fn move_on(
    tx: &Write,
    case: &support_case::Model,
    step: CaseStep,
    set: impl FnOnce(&mut support_case::Model),
) -> Result<bool, Fault> {
    let now = tx.app().clock.now();
    let Some(held) = guarded::hold(tx, case).await? else { return end_forged(tx, case, step, set).await };
    if held.state != case.state {
        return Ok(false);
    }
    let Some(to) = step.leads(state_of(&held)?, is_cooled(&held, now)) else { return Ok(false) };
    let moved = |case: &mut support_case::Model| {
        to.code().clone_into(&mut case.state);
        if !to.is_open() {
            case.closed_at = Some(now);
        }
        set(case);
    };
    held.store(tx, moved).await
}

/// Ends a forged case without a reset. The row is the program's from then on, and says so: nobody knows what it was about.
async fn end_forged(
    tx: &Write,
    case: &support_case::Model,
    step: CaseStep,
    set: impl FnOnce(&mut support_case::Model),
) -> Result<bool, Fault> {
    let there = tx.of::<support_case::Entity>().filter(C::Id.eq(case.id)).filter(C::State.eq(&case.state));
    let there = tx.one(there.lock_exclusive()).await?.there()?;
    let Some(mut row) = there else { return Ok(false) };
    let Some(to) = step.ends(readable(&row)) else { return Ok(false) };
    set(&mut row);
    to.code().clone_into(&mut row.state);
    row.closed_at = Some(tx.app().clock.now());
    row.ended_altered_by = Some(tx.author().unwrap_or_default());
    guarded::end(tx, row).await?;
    Ok(true)
}

/// The reason for the decision on a person's identity.
pub const REASON: Sealed<support_case::Entity, TextForm> = Sealed::column("reason");

/// The company's other administrators, whether or not they can sign in.
pub async fn administrators(at: &impl Opens, case: &support_case::Model) -> Result<Vec<account::Model>, Fault> {
    let mut others = recipients::administrators(at, case.tenant_id).await?;
    others.retain(|other| other.id != case.account_id);
    Ok(others)
}
