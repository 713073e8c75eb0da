//! Corrections and withdrawals of what is published. Every version stays, and readers see what it said.

use super::form::REASON;
use super::found::{Opened, event, page};
use super::letters::kinds;
use super::publish::begin_round;
use super::save::stored;
use super::version::next_of;
use crate::base::typed::{self, Lacks};
use crate::door::Request;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::features::announcements;
use crate::storage::entity::announcement;
use app::announcements::kinds::{AnnouncementState, VersionState};
use app::announcing::acts;
use app::announcing::api::{OneDraft, PUBLISH, WRITE, WithdrawAnnouncement};
use app::announcing::messages as m;
use app::error::{Next, Refusals};
use app::operation_logs::acts::WHY;

/// True if an announcement is published and nobody corrects it.
fn is_settled(opened: &Opened) -> bool {
    opened.head.is(AnnouncementState::Published) && opened.head.newest == opened.head.shown
}

/// Begins a correction: a draft of the next version.
pub async fn correct(request: &Request, command: OneDraft) -> Result<Next, Fault> {
    let opened = Opened::find(request, WRITE, &command.id).await?;
    if !is_settled(&opened) {
        return opened.out_of_order(acts::CORRECT).await;
    }
    let (me, now) = (request.signed_in()?.account.id, request.app.clock.now());
    let Opened { tx, head, version } = opened;
    let row = next_of(&version, request.app.new_id(), me, now);
    let (id, number, event) = (head.id, row.number, event(acts::CORRECT, &row));
    stored(head.store(&tx, |head| head.newest = number).await?)?;
    stored(guarded::insert(&tx, row).await?)?;
    tx.commit(event).await?;
    Ok(Next::to(format!("/support/announcements/{id}/edit")).saying(m::SAID_CORRECTING))
}

/// Withdraws an announcement. It stays to be read, with the reason, as a version of its own: who has read it reads that too,
/// and who was told is told again.
pub async fn withdraw(request: &Request, command: WithdrawAnnouncement) -> Result<Next, Fault> {
    request.check(PUBLISH).await?;
    let mut refusals = Refusals::default();
    let lacks = Lacks { missing: m::WHY_MISSING, long: m::REASON_LONG };
    let ja = typed::required("why_ja", typed::line(&command.why_ja), REASON, lacks, &mut refusals);
    let en = typed::at("why_en", typed::line(&command.why_en), &mut refusals).unwrap_or_default();
    if en.chars().count() > REASON {
        refusals.add("why_en", m::REASON_LONG);
    }
    refusals.finish()?;
    let opened = Opened::find(request, PUBLISH, &command.id).await?;
    if !is_settled(&opened) {
        return opened.out_of_order(acts::WITHDRAW).await;
    }
    let (me, now) = (request.signed_in()?.account.id, request.app.clock.now());
    let Opened { tx, head, version } = opened;
    let mut row = next_of(&version, request.app.new_id(), me, now);
    VersionState::Published.code().clone_into(&mut row.state);
    (row.published_at, row.asks_again, row.tells) = (Some(now), true, true);
    let event = event(acts::WITHDRAW, &row).with(WHY, ja.clone());
    let (id, number, version, tells) = (head.id, row.number, row.id, !kinds(&row).is_empty());
    let end = |head: &mut announcement::Model| {
        AnnouncementState::Withdrawn.code().clone_into(&mut head.state);
        (head.shown, head.newest, head.read_since) = (number, number, number);
        (head.changed_at, head.withdrawn_at, head.withdrawn_by) = (Some(now), Some(now), Some(me));
        (head.withdrawn_ja, head.withdrawn_en) = (Some(ja), Some(en).filter(|en| !en.is_empty()));
    };
    announcements::index(&tx, &row).await?;
    stored(head.store(&tx, end).await?)?;
    stored(guarded::insert(&tx, row).await?)?;
    if tells {
        begin_round(&tx, version, now).await?;
    }
    tx.commit(event).await?;
    Ok(page(id).saying(m::SAID_WITHDRAWN))
}
