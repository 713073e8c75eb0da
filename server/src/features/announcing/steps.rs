//! The steps after a draft was handed on: approval, return, publication, and the end of a draft.

use super::audience;
use super::form::REASON;
use super::found::{Opened, page};
use super::lead::lateness;
use super::publish::{VersionApproval, publish};
use super::save::{store, stored};
use super::version::{authors, needs_approval, notice};
use crate::base::typed::{self, Lacks};
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Request, Write};
use crate::features::announcements;
use crate::storage::entity::{announcement, announcement_version};
use crate::storage::reach::Reach;
use app::announcements::kinds::VersionState;
use app::announcing::acts;
use app::announcing::api::{OneDraft, PUBLISH, ReturnDraft, WRITE};
use app::announcing::messages as m;
use app::error::{AppError, Next, Refusals};
use app::operation_logs::acts::WHY;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Approves a version, and publishes it or leaves it to its time. Nobody approves what they have written; what needs no
/// approval may be published by its author.
pub async fn approve(request: &Request, command: OneDraft) -> Result<Next, Fault> {
    let opened = Opened::find(request, PUBLISH, &command.id).await?;
    let (me, now) = (request.signed_in()?.account.id, request.app.clock.now());
    let (event, back) = (opened.event(acts::APPROVE), page(opened.head.id));
    if !opened.version.is(VersionState::Waiting) {
        return opened.out_of_order(acts::APPROVE).await;
    }
    if opened.is_other(&command.revision) {
        return opened.tx.decline(event, acts::CHANGED, back.warning(m::CHANGED)).await;
    }
    if needs_approval(&opened.version) && authors(&opened.version).contains(&me) {
        return opened.tx.decline(event, acts::OWN, back.warning(m::OWN)).await;
    }
    if is_late_now(&opened, now).await? {
        return opened.tx.decline(event, acts::TOO_LATE, back.warning(m::LATE_NOW)).await;
    }
    let approval = VersionApproval { by: Some(me), at: Some(now) };
    if opened.version.publish_at.is_none_or(|at| at <= now) {
        let (tx, published) = publish(opened, approval).await?;
        tx.commit_all(&[event, published]).await?;
        return Ok(back.saying(m::SAID_PUBLISHED));
    }
    let Opened { tx, head, version } = opened;
    let mut row = version.clone();
    (row.approved_by, row.approved_at) = (approval.by, approval.at);
    VersionState::Scheduled.code().clone_into(&mut row.state);
    store(&tx, head, version, row).await?;
    tx.commit(event).await?;
    Ok(back.saying(m::SAID_SCHEDULED))
}

/// True if a version that was handed on in time would come too late by now.
async fn is_late_now(opened: &Opened, now: DateTime<Utc>) -> Result<bool, Fault> {
    let (tx, version) = (&opened.tx, &opened.version);
    let shown = announcements::version(tx, opened.head.id, opened.head.shown).await?;
    let Some(notice) = notice(version, shown.as_ref(), now).filter(|_| !version.emergency) else { return Ok(false) };
    let reach = Reach::read(&version.reach).ok_or(AppError::Altered)?;
    Ok(lateness(&audience::of(tx, &reach).await?, notice).companies > 0)
}

/// Returns a version to its authors, also one that is scheduled.
pub async fn give_back(request: &Request, command: ReturnDraft) -> Result<Next, Fault> {
    request.check(WRITE).await?;
    let mut refusals = Refusals::default();
    let lacks = Lacks { missing: m::WHY_MISSING, long: m::REASON_LONG };
    let why = typed::required("why", typed::line(&command.why), REASON, lacks, &mut refusals);
    refusals.finish()?;
    let opened = Opened::find(request, WRITE, &command.id).await?;
    if !opened.version.is(VersionState::Waiting) && !opened.version.is(VersionState::Scheduled) {
        return opened.out_of_order(acts::RETURN).await;
    }
    let (event, back) = (opened.event(acts::RETURN).with(WHY, why.clone()), page(opened.head.id));
    let Opened { tx, head, version } = opened;
    let mut row = version.clone();
    (row.approved_by, row.approved_at, row.returned) = (None, None, Some(why));
    row.revision += 1;
    VersionState::Draft.code().clone_into(&mut row.state);
    store(&tx, head, version, row).await?;
    tx.commit(event).await?;
    Ok(back.saying(m::SAID_RETURNED))
}

/// Publishes what is scheduled before its time.
pub async fn publish_now(request: &Request, command: OneDraft) -> Result<Next, Fault> {
    let opened = Opened::find(request, PUBLISH, &command.id).await?;
    if !opened.version.is(VersionState::Scheduled) {
        return opened.out_of_order(acts::PUBLISH).await;
    }
    let (event, back) = (opened.event(acts::PUBLISH), page(opened.head.id));
    if opened.is_other(&command.revision) {
        return opened.tx.decline(event, acts::CHANGED, back.warning(m::CHANGED)).await;
    }
    let approval = VersionApproval { by: opened.version.approved_by, at: opened.version.approved_at };
    let (tx, event) = publish(opened, approval).await?;
    tx.commit(event).await?;
    Ok(back.saying(m::SAID_PUBLISHED))
}

/// Ends a draft. A correction leaves what is published as it is.
pub async fn discard(request: &Request, command: OneDraft) -> Result<Next, Fault> {
    let opened = Opened::find(request, WRITE, &command.id).await?;
    if !opened.version.is(VersionState::Draft) {
        return opened.out_of_order(acts::DISCARD).await;
    }
    let (event, back) = (opened.event(acts::DISCARD), page(opened.head.id));
    let Opened { tx, head, version } = opened;
    guarded::delete::<announcement_version::Model>(&tx, version.id).await?;
    let next = if head.shown == 0 {
        end(&tx, head.id).await?;
        Next::to("/support/announcements")
    } else {
        let shown = head.shown;
        stored(head.store(&tx, |head| head.newest = shown).await?)?;
        back
    };
    tx.commit(event).await?;
    Ok(next.saying(m::SAID_DISCARDED))
}

/// Deletes an announcement of which nothing was ever published.
async fn end(tx: &Write, id: Uuid) -> Result<(), Fault> {
    guarded::delete::<announcement::Model>(tx, id).await
}
