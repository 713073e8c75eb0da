//! Grants and revokes a company's consents.

use super::consent::{codes, mark_as_altered};
use super::terms::{AccessTerms, TermsOf, TypedTerms};
use crate::base::when::when;
use crate::door::consent::REASON;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Request, Write, consent, read_id};
use crate::log::event::Event;
use crate::storage::entity::access_consent::{self, Column as C};
use app::consents::acts;
use app::consents::api::{GRANT, GrantConsent};
use app::consents::messages as m;
use app::error::{AppError, Next};
use app::operation_logs::acts::{FORGED, UNTIL, WHY};
use chrono::Duration;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

pub async fn grant(request: &Request, command: GrantConsent) -> Result<Next, Fault> {
    let most = request.signed_in()?.profile.staff_access.consent_max_hours;
    let GrantConsent { scopes, reason, hours } = &command;
    let granted = AccessTerms::read(TypedTerms { scopes, reason, hours }, TermsOf::Company, most)?;
    let tx = request.write(GRANT).await?;
    tx.hold_company().await?;
    let event = insert(&tx, request.app.new_id(), granted).await?;
    let event = event.ok_or_else(|| Fault::internal("a consent with a new id was there already"))?;
    tx.commit(event).await?;
    Ok(Next::to("/consents").saying(m::SAID_GRANTED))
}

/// Inserts a consent of the person who acts, in a company that is held. Returns its entry, or nothing if there was one with
/// this id.
pub async fn insert(tx: &Write, id: Uuid, granted: AccessTerms) -> Result<Option<Event>, Fault> {
    let (now, by) = (tx.app().clock.now(), tx.author().ok_or(AppError::Forbidden)?);
    let until = now + Duration::hours(granted.hours.into());
    let row = access_consent::Model {
        id,
        tenant_id: tx.tenant(),
        scopes: codes(&granted.scopes),
        sealed_reason: REASON.seal(&*tx.keys().await?, id, &granted.reason)?,
        granted_at: now,
        granted_by: by,
        until,
        ended_at: None,
        ended_by: None,
        version: 0,
        mac: None,
    };
    if !guarded::insert(tx, row).await? {
        return Ok(None);
    }
    let event = Event::new(acts::GRANT).on("consent", id, "").with(acts::SCOPES, codes(&granted.scopes));
    Ok(Some(event.with(UNTIL, when(until).iso).personal(WHY, granted.reason)))
}

/// Revokes a consent. It takes effect with the next request of staff.
pub async fn end(request: &Request, id: &str) -> Result<Next, Fault> {
    let id = read_id(id)?;
    let tx = request.write(GRANT).await?;
    let (me, now) = (request.signed_in()?.account.id, request.app.clock.now());
    tx.hold_company().await?;
    let found = tx.of::<access_consent::Entity>().filter(C::Id.eq(id)).lock_exclusive();
    let Some(mut row) = tx.one(found).await?.there()? else { return end_hidden(tx, id).await };
    let genuine = guarded::take(&tx, &mut row).await?;
    let back = Next::to("/consents");
    let event = Event::new(acts::END).on("consent", id, "");
    if genuine && !consent::is_open(&row, now) {
        return tx.out_of_order(event, back.warning(m::SAID_OVER)).await;
    }
    (row.ended_at, row.ended_by) = (Some(now), Some(me));
    if !genuine {
        mark_as_altered(&mut row);
    }
    guarded::end(&tx, row).await?;
    let (event, said) =
        if genuine { (event, m::SAID_ENDED) } else { (event.with(FORGED, true), m::SAID_ENDED_ALTERED) };
    tx.commit(event).await?;
    Ok(back.saying(said))
}

/// Revokes a consent whose row is gone for the moment: it stays revoked if somebody puts it back.
async fn end_hidden(tx: Write, id: Uuid) -> Result<Next, Fault> {
    guarded::hidden::<access_consent::Model>(&tx, id).await?.ok_or(AppError::NotFound)?;
    guarded::ended::<access_consent::Model>(&tx, id);
    tx.commit(Event::new(acts::END).on("consent", id, "").with(FORGED, true)).await?;
    Ok(Next::to("/consents").saying(m::SAID_ENDED))
}
