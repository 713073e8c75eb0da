//! Who works on a case. It gives no right: the steps still need whom they need. Another member of staff may take a case over, as
//! long as it is still with the person whom the page named.

use super::action::{FoundCase, find_as_staff_for, page};
use super::case::named;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Request, Write, people};
use crate::log::event::Event;
use crate::storage::entity::support_case::{self, Column as C};
use app::cases::acts;
use app::cases::api::{AssignCase, WORK};
use app::cases::messages as m;
use app::error::Next;
use app::operation_logs::acts::ALTERED;
use app::record::Act;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Takes a case, or takes it over from the person who is named in the command.
pub async fn take(request: &Request, command: AssignCase) -> Result<Next, Fault> {
    let found = find_as_staff_for(request, WORK, &command.id).await?;
    let me = request.signed_in()?.account.id;
    let before = command.from.parse::<Uuid>().ok();
    // The form may give anybody's id. The company's log names the member of staff alone who really had the case (MS-18).
    let name = match before.filter(|id| found.case.assigned_to == Some(*id)) {
        Some(id) => people::member_of_staff(&found.tx, id).await?.map(|person| person.name),
        None => None,
    };
    let (tx, case, entry) = begin(found, acts::ASSIGN).await?;
    let entry = match name {
        Some(name) => entry.personal(acts::ASSIGNED_BEFORE, name),
        None => entry,
    };
    let back = page(case.id);
    if !give(&tx, &case, before, Some(me)).await? {
        return tx.out_of_order(entry, back.warning(m::ASSIGNED_ELSEWHERE)).await;
    }
    tx.commit(entry).await?;
    Ok(back.saying(m::SAID_ASSIGNED))
}

/// Gives a case back, so that nobody works on it.
pub async fn give_back(request: &Request, id: &str) -> Result<Next, Fault> {
    let found = find_as_staff_for(request, WORK, id).await?;
    let me = request.signed_in()?.account.id;
    let (tx, case, entry) = begin(found, acts::UNASSIGN).await?;
    let back = page(case.id);
    if !give(&tx, &case, Some(me), None).await? {
        return tx.out_of_order(entry, back.warning(m::ASSIGNED_ELSEWHERE)).await;
    }
    tx.commit(entry).await?;
    Ok(back.saying(m::SAID_UNASSIGNED))
}

/// Declines it for a forged case, which nobody can work on.
async fn begin(found: FoundCase, act: Act) -> Result<(Write, support_case::Model, Event), Fault> {
    let FoundCase { tx, case } = found;
    if !guarded::take(&tx, &mut case.clone()).await? {
        let entry = Event::new(act).on("case", case.id, "");
        return tx.decline(entry, ALTERED, page(case.id).warning(m::CASE_ALTERED)).await;
    }
    let entry = Event::new(act).on("case", case.id, &named(&case, ""));
    Ok((tx, case, entry))
}

/// Gives an open case from one person to another. Returns false if it is over, or with somebody else by now.
async fn give(tx: &Write, case: &support_case::Model, from: Option<Uuid>, to: Option<Uuid>) -> Result<bool, Fault> {
    let still = from.map_or_else(|| C::AssignedTo.is_null(), |from| C::AssignedTo.eq(from));
    let changed = support_case::Entity::update_many()
        .col_expr(C::AssignedTo, value(to))
        .col_expr(C::AssignedAt, Expr::value(to.map(|_| tx.app().clock.now())))
        .filter(C::Id.eq(case.id))
        .filter(C::ClosedAt.is_null())
        .filter(still);
    Ok(changed.exec(tx.db()).await?.rows_affected == 1)
}

fn value(to: Option<Uuid>) -> SimpleExpr {
    Expr::value(to)
}
