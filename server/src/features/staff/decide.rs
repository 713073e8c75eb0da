//! The decision of another member of staff, with a reason. Nobody may approve their own request, or themselves.

use super::approval::check_reason;
use super::letters;
use crate::door::fault::Fault;
use crate::door::links;
use crate::door::people;
use crate::door::{Request, Write, read_id};
use crate::identity::joining::staff_request::{
    Decided, StaffDetails, decided, move_on, read_row, seal_decision, stands,
};
use crate::log::event::Event;
use crate::storage::entity::staff_request::{self, Model};
use app::error::{Next, Refusals};
use app::operation_logs::acts::{ACCOUNT, TOO_SOON, WHY};
use app::record::Act;
use app::staff::acts;
use app::staff::api::{DecideStaff, STAFF};
use app::staff::feature::JOIN;
use app::staff::messages as m;
use app::staff::states::StaffState;
use chrono::Duration;
use sea_orm::EntityTrait;

/// Shortest time between two mails to one address.
const PAUSE: Duration = Duration::minutes(5);

/// The transaction for a request.
struct RequestAction {
    tx: Write,
    row: Model,
    person: StaffDetails,
    event: Event,
}

async fn begin(request: &Request, act: Act, id: &str) -> Result<RequestAction, Fault> {
    let id = read_id(id)?;
    let tx = request.write(STAFF).await?;
    let mut row = tx.one(staff_request::Entity::find_by_id(id)).await?.shown()?;
    let (person, _) = read_row(&tx, &*tx.keys().await?, &mut row).await?;
    let event =
        Event::new(act).on("staff_request", row.id, &person.email).with(app::members::acts::ROLE, row.role.clone());
    Ok(RequestAction { tx, row, person, event })
}

fn page(row: &Model) -> Next {
    Next::to(format!("/support/staff/{}", row.id))
}

fn reason(command: &DecideStaff) -> Result<String, Fault> {
    let mut refusals = Refusals::default();
    let why = check_reason(&command.why, &mut refusals);
    refusals.finish()?;
    Ok(why)
}

pub async fn approve(request: &Request, command: DecideStaff) -> Result<Next, Fault> {
    request.check(STAFF).await?;
    let why = reason(&command)?;
    let RequestAction { tx, row, person, event } = begin(request, acts::APPROVE, &command.id).await?;
    let (me, now) = (request.signed_in()?, request.app.clock.now());
    if row.asked_by == Some(me.account.id) || person.email == me.account.email {
        return tx.decline(event, app::cases::acts::OWN_CASE, page(&row).warning(m::OWN)).await;
    }
    if !stands(&tx, &row).await? {
        return tx.out_of_order(event, page(&row).warning(m::LEFT)).await;
    }
    let before = people::at_address(&request.app.keys, &person.email);
    let before = tx.one(before).await?.there()?;
    let account = before.map_or_else(|| request.app.new_id(), |account| account.id);
    let until = now + me.profile.accounts.invitation();
    let sealed = seal_decision(&*tx.keys().await?, row.id, &why)?;
    let moved = move_on(&tx, &row, &[StaffState::Waiting], StaffState::Approved, |row| {
        decided(row, Decided { by: me.account.id, at: now, why: sealed });
        row.account_id = Some(account);
        (row.written_at, row.until) = (Some(now), Some(until));
    });
    if !moved.await? {
        return tx.out_of_order(event, page(&row).warning(m::GONE)).await;
    }
    letters::invitation(&tx, row.id, &person, until).await?;
    tx.commit(event.with(ACCOUNT, account.to_string()).personal(WHY, why)).await?;
    Ok(page(&row).saying(m::SAID_APPROVED))
}

/// Rejects a request. Also possible after approval, until the person has joined.
pub async fn reject(request: &Request, command: DecideStaff) -> Result<Next, Fault> {
    request.check(STAFF).await?;
    let why = reason(&command)?;
    let RequestAction { tx, row, event, .. } = begin(request, acts::REJECT, &command.id).await?;
    let (me, now) = (request.signed_in()?.account.id, request.app.clock.now());
    let sealed = seal_decision(&*tx.keys().await?, row.id, &why)?;
    let open = [StaffState::Waiting, StaffState::Approved];
    let decision = Decided { by: me, at: now, why: sealed };
    if !move_on(&tx, &row, &open, StaffState::Rejected, |row| decided(row, decision)).await? {
        return tx.out_of_order(event, page(&row).warning(m::GONE)).await;
    }
    links::revoke(&tx, JOIN, row.id).await?;
    tx.commit(event.personal(WHY, why)).await?;
    Ok(Next::to("/support/staff").saying(m::SAID_REJECTED))
}

/// Sends a new link with the full time limit. The old one becomes invalid.
pub async fn send_again(request: &Request, id: &str) -> Result<Next, Fault> {
    let RequestAction { tx, row, person, event } = begin(request, acts::SEND_AGAIN, id).await?;
    let now = request.app.clock.now();
    let until = now + request.signed_in()?.profile.accounts.invitation();
    let soon = row.written_at.is_some_and(|at| at + PAUSE > now);
    if row.is(StaffState::Approved) && soon {
        return tx.decline(event, TOO_SOON, page(&row).warning(m::TOO_SOON)).await;
    }
    if !stands(&tx, &row).await? {
        return tx.out_of_order(event, page(&row).warning(m::LEFT)).await;
    }
    let moved = move_on(&tx, &row, &[StaffState::Approved], StaffState::Approved, |row| {
        (row.written_at, row.until) = (Some(now), Some(until));
    });
    if !moved.await? {
        return tx.out_of_order(event, page(&row).warning(m::GONE)).await;
    }
    letters::invitation(&tx, row.id, &person, until).await?;
    tx.commit(event).await?;
    Ok(page(&row).saying(m::SAID_SENT))
}
