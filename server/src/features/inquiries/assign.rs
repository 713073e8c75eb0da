//! Who works on an inquiry: one member of staff at a time. Another one takes it over as long as it is still with the person whom
//! the page named, and who has it hands it on.

use super::inquiry::{FoundInquiry, desk_page, event, find_as_staff, state_of, store};
use crate::door::fault::Fault;
use crate::door::{Request, people};
use crate::storage::entity::inquiry::Model;
use app::error::{AppError, Next};
use app::inquiries::acts;
use app::inquiries::api::{ANSWER, HandInquiry, TakeInquiry};
use app::inquiries::messages as m;
use app::inquiries::states::InquiryState;
use app::permission::Role;
use chrono::{DateTime, Utc};
use uuid::Uuid;

pub async fn take(request: &Request, command: TakeInquiry) -> Result<Next, Fault> {
    let FoundInquiry { tx, mut row, me } = find_as_staff(request, &command.id).await?;
    let (entry, back) = (event(acts::ASSIGN, &row), desk_page(row.id));
    let before = command.from.parse::<Uuid>().ok();
    if row.is(InquiryState::Closed) || row.assigned_to != before {
        return tx.out_of_order(entry, back.warning(m::ASSIGNED_ELSEWHERE)).await;
    }
    give(&mut row, Some(me), request.app.clock.now());
    store(&tx, &row).await?;
    tx.commit(entry).await?;
    Ok(back.saying(m::SAID_ASSIGNED))
}

/// Gives an inquiry back, so that nobody works on it.
pub async fn give_back(request: &Request, id: &str) -> Result<Next, Fault> {
    let FoundInquiry { tx, mut row, me } = find_as_staff(request, id).await?;
    let (entry, back) = (event(acts::UNASSIGN, &row), desk_page(row.id));
    if row.is(InquiryState::Closed) || row.assigned_to != Some(me) {
        return tx.out_of_order(entry, back.warning(m::ASSIGNED_ELSEWHERE)).await;
    }
    give(&mut row, None, request.app.clock.now());
    store(&tx, &row).await?;
    tx.commit(entry).await?;
    Ok(back.saying(m::SAID_UNASSIGNED))
}

/// Hands an inquiry of one's own on to a colleague who may answer it.
pub async fn hand(request: &Request, command: HandInquiry) -> Result<Next, Fault> {
    request.check(ANSWER).await?;
    let wrong = || Fault::App(AppError::invalid("to", m::HAND_WRONG));
    let FoundInquiry { tx, mut row, me } = find_as_staff(request, &command.id).await?;
    let to = command.to.parse::<Uuid>().map_err(|_| wrong())?;
    let to = people::member_of_staff(&tx, to).await?.filter(|to| to.is_active() && to.role == Role::Support.code());
    let to = to.ok_or_else(wrong)?;
    let entry = event(acts::HAND, &row).personal(acts::HANDED_TO, to.name.clone());
    let back = desk_page(row.id);
    if row.is(InquiryState::Closed) || row.assigned_to != Some(me) {
        return tx.out_of_order(entry, back.warning(m::ASSIGNED_ELSEWHERE)).await;
    }
    give(&mut row, Some(to.id), request.app.clock.now());
    store(&tx, &row).await?;
    tx.commit(entry).await?;
    Ok(back.saying(m::SAID_HANDED.with(&[("name", &to.name)])))
}

/// Gives an inquiry to a person, or to nobody. One that waits says whether somebody works on it.
fn give(row: &mut Model, to: Option<Uuid>, now: DateTime<Utc>) {
    (row.assigned_to, row.assigned_at) = (to, to.map(|_| now));
    if state_of(row).waits() {
        let state = if to.is_some() { InquiryState::Working } else { InquiryState::Received };
        state.code().clone_into(&mut row.state);
    }
}
