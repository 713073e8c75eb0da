//! The company's answer to a request for access. Allowing it makes a consent of what was shown, or of a part of it; the consent
//! has the id of the request, so that a request never has more than one.

use super::ask::{OBJECT, close};
use super::consent::{codes, hours};
use super::grant::insert;
use super::letters;
use super::request::{ASKED, AskedAccess, Ends, WHY};
use super::terms::{AccessTerms, TermsOf, TypedTerms};
use crate::base::typed;
use crate::door::fault::Fault;
use crate::door::{Request, Write, consent, read_id};
use crate::log::event::Event;
use crate::storage::entity::consent_request::{self, Column as C, Model};
use app::consents::acts;
use app::consents::api::{AllowRequest, DeclineRequest, GRANT};
use app::consents::messages as m;
use app::consents::states::RequestState;
use app::error::{AppError, Next, Refusals};
use app::operation_logs::acts::WHY as REASON;
use app::record::Act;
use chrono::Duration;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

const LIST: &str = "/consents";

/// A request of the company, locked.
struct FoundRequest {
    row: Model,
    asked: AskedAccess,
    state: RequestState,
}

async fn find(tx: &Write, id: Uuid) -> Result<FoundRequest, Fault> {
    let found = tx.of::<consent_request::Entity>().filter(C::Id.eq(id)).lock_exclusive();
    let row = tx.one(found).await?.there()?.ok_or(AppError::NotFound)?;
    let asked = tx.opened(ASKED.open(&*tx.keys().await?, &row, &row.sealed)).ok_or(AppError::Unreadable)?;
    let ends = Ends::read(tx, tx.tenant(), asked.case.into_iter().collect()).await?;
    let state = ends.state(&row, &asked, tx.app().clock.now());
    Ok(FoundRequest { row, asked, state })
}

fn event(act: Act, id: Uuid) -> Event {
    Event::new(act).on(OBJECT, id, "")
}

/// The end of a request that cannot be answered any more.
async fn over(tx: Write, act: Act, id: Uuid) -> Result<Next, Fault> {
    tx.out_of_order(event(act, id), Next::to(LIST).warning(m::REQUEST_OVER)).await
}

pub async fn allow(request: &Request, command: AllowRequest) -> Result<Next, Fault> {
    let (id, me) = (read_id(&command.id)?, request.signed_in()?);
    let most = me.profile.staff_access.consent_max_hours;
    let AllowRequest { scopes, reason, hours: typed_hours, .. } = &command;
    let granted = AccessTerms::read(TypedTerms { scopes, reason, hours: typed_hours }, TermsOf::Company, most)?;
    let tx = request.write(GRANT).await?;
    tx.hold_company().await?;
    let FoundRequest { row, asked, state } = find(&tx, id).await?;
    if state != RequestState::Waiting {
        return over(tx, acts::GRANT, id).await;
    }
    if !hours(most.min(asked.hours)).contains(&granted.hours) {
        return Err(AppError::invalid("hours", m::HOURS_WRONG).into());
    }
    let within = consent::scopes(&asked.scopes);
    if granted.reason != asked.reason || !granted.scopes.iter().all(|scope| within.contains(scope)) {
        let back = Next::to(format!("{LIST}/requests/{id}"));
        return tx.out_of_order(event(acts::GRANT, id), back.warning(m::REQUEST_OTHER)).await;
    }
    if !close(&tx, &row, RequestState::Allowed, None).await? {
        return over(tx, acts::GRANT, id).await;
    }
    let until = tx.app().clock.now() + Duration::hours(granted.hours.into());
    let given = letters::AllowedAccess { scopes: codes(&granted.scopes), until };
    let Some(event) = insert(&tx, id, granted).await? else {
        return over(tx.undone().await?, acts::GRANT, id).await;
    };
    letters::allowed(&tx, &asked, &given, &me.account.name).await?;
    let event = asked.case.iter().fold(event, |event, case| event.with(acts::CASE, case.to_string()));
    tx.commit(event).await?;
    Ok(Next::to(LIST).saying(m::SAID_ALLOWED))
}

pub async fn decline(request: &Request, command: DeclineRequest) -> Result<Next, Fault> {
    let id = read_id(&command.id)?;
    let mut refusals = Refusals::default();
    let why = typed::at("why", typed::line(&command.why), &mut refusals).unwrap_or_default();
    if why.chars().count() > 500 {
        refusals.add("why", m::WHY_LONG);
    }
    refusals.finish()?;
    let tx = request.write(GRANT).await?;
    let FoundRequest { row, asked, state } = find(&tx, id).await?;
    if state != RequestState::Waiting {
        return over(tx, acts::DECLINE, id).await;
    }
    let sealed = if why.is_empty() { None } else { Some(WHY.seal(&*tx.keys().await?, id, &why)?) };
    if !close(&tx, &row, RequestState::Declined, sealed).await? {
        return over(tx, acts::DECLINE, id).await;
    }
    letters::declined(&tx, &asked, &why, &request.signed_in()?.account.name).await?;
    let event = event(acts::DECLINE, id);
    let event = if why.is_empty() { event } else { event.personal(REASON, why) };
    tx.commit(event).await?;
    Ok(Next::to(LIST).saying(m::SAID_DECLINED))
}
