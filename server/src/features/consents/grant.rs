//! Grants and revokes a company's consents.

use super::consent::{REASON, codes, hours, mark_as_altered};
use crate::base::typed::{self, Lacks};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Request, Write, consent, read_id};
use crate::log::event::Event;
use crate::storage::entity::access_consent::{self, Column as C};
use app::consents::acts;
use app::consents::api::{GRANT, GrantConsent};
use app::consents::messages as m;
use app::error::{AppError, Next, Refusals};
use app::operation_logs::acts::{FORGED, UNTIL, WHY};
use app::permission::LookScope;
use chrono::Duration;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// A checked request to grant a consent.
struct Granted {
    scopes: Vec<LookScope>,
    reason: String,
    hours: u32,
}

impl Granted {
    fn read(command: &GrantConsent, most: u32) -> Result<Granted, AppError> {
        let mut refusals = Refusals::default();
        let ticked = |scope: &LookScope| command.scopes.iter().any(|code| code == scope.code());
        let scopes: Vec<_> = LookScope::ALL.into_iter().filter(ticked).collect();
        if scopes.is_empty() {
            refusals.add("scopes", m::SCOPES_MISSING);
        }
        let lacks = Lacks { missing: m::REASON_MISSING, long: m::REASON_LONG };
        let reason = typed::required("reason", typed::line(&command.reason), 500, lacks, &mut refusals);
        let hours = command.hours.parse().ok().filter(|n| hours(most).contains(n));
        if hours.is_none() {
            refusals.add("hours", m::HOURS_WRONG);
        }
        refusals.finish()?;
        Ok(Granted { scopes, reason, hours: hours.unwrap_or_default() })
    }
}

pub async fn grant(request: &Request, command: GrantConsent) -> Result<Next, Fault> {
    let tx = request.write(GRANT).await?;
    let me = request.signed_in()?;
    let granted = Granted::read(&command, me.profile.staff_access.consent_max_hours)?;
    let (id, now) = (request.app.new_id(), request.app.clock.now());
    let until = now + Duration::hours(granted.hours.into());
    tx.hold_company().await?;
    let row = access_consent::Model {
        id,
        tenant_id: tx.tenant(),
        scopes: codes(&granted.scopes),
        sealed_reason: REASON.seal(&*tx.keys().await?, id, &granted.reason)?,
        granted_at: now,
        granted_by: me.account.id,
        until,
        ended_at: None,
        ended_by: None,
        version: 0,
        mac: None,
    };
    if !guarded::insert(&tx, row).await? {
        return Err(Fault::internal("a consent with a new id was there already"));
    }
    let event = Event::new(acts::GRANT).on("consent", id, "").with(acts::SCOPES, codes(&granted.scopes));
    let event = event.with(UNTIL, when(until).iso).personal(WHY, granted.reason);
    tx.commit(event).await?;
    Ok(Next::to("/consents").saying(m::SAID_GRANTED))
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
