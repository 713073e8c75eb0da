//! A case as it is stored. `move_on` is the only place that changes where it stands: a conditional update of the state before,
//! so that of two steps at once one succeeds, and none is skipped (security.md F16).

use crate::door::Write;
use crate::fault::Fault;
use crate::guarded;
use crate::log::event::{Action, Event};
use crate::mail::recipients;
use crate::people::Opens;
use crate::seal::Place;
use crate::storage::entity::account;
use crate::storage::entity::support_case::{self, Column as C};
use app::cases::states::{CaseState, CaseStep};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, UpdateMany};

pub fn state_of(case: &support_case::Model) -> Result<CaseState, Fault> {
    CaseState::from_code(&case.state).ok_or_else(|| Fault::internal(format!("state of case {}", case.id)))
}

/// The same of one that is not genuine: what cannot be read is open, so that it can be ended.
pub fn readable(case: &support_case::Model) -> CaseState {
    CaseState::from_code(&case.state).unwrap_or(CaseState::Opened)
}

/// Nobody in the company can agree, and everybody who was told has had the time to object.
pub fn is_cooled(case: &support_case::Model, now: DateTime<Utc>) -> bool {
    case.cooling_until.is_some_and(|at| at <= now)
}

/// The act of a step in the log.
fn action(step: CaseStep) -> Action {
    match step {
        CaseStep::Check => Action::CaseCheck,
        CaseStep::Consent => Action::CaseConsent,
        CaseStep::Refuse => Action::CaseRefuse,
        CaseStep::Approve => Action::CaseApprove,
        CaseStep::SendAgain => Action::CaseSendAgain,
        CaseStep::Cancel => Action::CaseCancel,
        CaseStep::Finish => Action::CaseFinish,
    }
}

/// The entry of a step, on the case, about its person.
pub fn event(case: &support_case::Model, account: &account::Model, step: CaseStep) -> Event {
    about(Event::new(action(step)), case, account)
}

/// What an entry about a case says of it.
pub fn about(event: Event, case: &support_case::Model, account: &account::Model) -> Event {
    event.on("case", case.id, &account.email).with("account", case.account_id.to_string())
}

/// Moves a case on. Answers whether it was at that step. One that is not genuine can be ended without a reset, and nothing else.
pub async fn move_on(
    tx: &Write,
    case: &support_case::Model,
    step: CaseStep,
    set: impl FnOnce(UpdateMany<support_case::Entity>) -> UpdateMany<support_case::Entity>,
) -> Result<bool, Fault> {
    let genuine = guarded::hold(tx, case).await?;
    let from = if genuine { state_of(case)? } else { readable(case) };
    let Some(to) = step.leads(from, is_cooled(case, tx.app().clock.now())) else { return Ok(false) };
    if !genuine && !matches!(step, CaseStep::Cancel | CaseStep::Refuse) {
        return Ok(false);
    }
    let mut update = support_case::Entity::update_many().col_expr(C::State, Expr::value(to.code()));
    if !to.is_open() {
        update = update.col_expr(C::ClosedAt, Expr::value(tx.app().clock.now()));
    }
    let there = set(update).filter(C::Id.eq(case.id)).filter(C::State.eq(&case.state));
    let moved = there.exec(tx.db()).await?.rows_affected == 1;
    if moved && genuine {
        guarded::sign::<support_case::Model>(tx, case.id).await?;
    }
    Ok(moved)
}

/// Where the reason is sealed.
pub fn place(case: &support_case::Model) -> Place {
    let (tenant, row) = (case.tenant_id.into_bytes(), case.id.into_bytes());
    Place { table: "support_case", column: "reason", tenant, row }
}

/// The company's other administrators, whether they can come or not.
pub async fn administrators(at: &impl Opens, case: &support_case::Model) -> Result<Vec<account::Model>, Fault> {
    let mut others = recipients::administrators(at, case.tenant_id).await?;
    others.retain(|other| other.id != case.account_id);
    Ok(others)
}
