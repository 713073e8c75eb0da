//! Ends cases without a reset. A link that was sent becomes invalid.

use super::action::{FoundCase, find_as_company, find_as_staff, page};
use super::case::{event, move_on, of_forged};
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::links;
use crate::door::people;
use crate::door::{Request, Write};
use crate::log::event::Event;
use crate::storage::entity::account;
use crate::storage::entity::support_case::{self, Column as C};
use app::cases::feature::RESET;
use app::cases::messages as m;
use app::cases::states::CaseStep;
use app::error::{AppError, Next};
use app::operation_logs::acts::NOT_ACTIVE;
use sea_orm::{ColumnTrait, QueryFilter};

/// Refuses a case. Any administrator may do this, and so may the person, who may not have asked.
pub async fn refuse(request: &Request, id: &str) -> Result<Next, Fault> {
    let next = close(find_as_company(request, id).await?, CaseStep::Refuse, "refused", Next::to("/cases")).await?;
    Ok(next.saying(m::SAID_REFUSED))
}

pub async fn cancel(request: &Request, id: &str) -> Result<Next, Fault> {
    let found = find_as_staff(request, id).await?;
    let back = page(found.case.id);
    Ok(close(found, CaseStep::Cancel, "cancelled", back).await?.saying(m::SAID_CANCELLED))
}

/// Ends a case without a reset, and revokes its link.
async fn close(found: FoundCase, step: CaseStep, outcome: &str, back: Next) -> Result<Next, Fault> {
    let FoundCase { tx, case } = found;
    let entry = entry(&tx, &case, step).await?;
    if !close_row(&tx, &case, step, outcome).await? {
        return tx.out_of_order(entry, back.warning(m::OUT_OF_ORDER)).await;
    }
    tx.commit(entry).await?;
    Ok(back)
}

/// The log entry of an end. Whom a forged case names is nobody's word.
async fn entry(tx: &Write, case: &support_case::Model, step: CaseStep) -> Result<Event, Fault> {
    if !guarded::take(tx, &mut case.clone()).await? {
        return Ok(of_forged(case, step));
    }
    let account = people::find(tx, case.account_id).await?.ok_or(AppError::NotFound)?;
    Ok(event(case, &account, step))
}

/// Closes a case if the step is allowed, and revokes its link.
async fn close_row(tx: &Write, case: &support_case::Model, step: CaseStep, outcome: &str) -> Result<bool, Fault> {
    let over = move_on(tx, case, step, |case| case.outcome = Some(outcome.to_owned())).await?;
    if over {
        links::revoke(tx, RESET, case.id).await?;
    }
    Ok(over)
}

/// Closes the open cases of a member who was suspended or removed, and revokes their links.
pub async fn close_of(tx: &Write, of: &account::Model) -> Result<Vec<Event>, Fault> {
    let open = tx.of::<support_case::Entity>().filter(C::AccountId.eq(of.id)).filter(C::ClosedAt.is_null());
    let mut closed = Vec::new();
    for case in tx.all(open).await? {
        if close_row(tx, &case, CaseStep::Cancel, "cancelled").await? {
            closed.push(event(&case, of, CaseStep::Cancel).because(NOT_ACTIVE));
        }
    }
    people::end_all::<support_case::Model>(tx, of.id, &[of.id]).await?;
    Ok(closed)
}
