//! Lifts a company's network limits for some hours, if its own settings lock everybody out. One member of staff files
//! the request, another one carries it out. The company's administrators and security contacts are told, and its own
//! log has every step.

use super::change::{self, Change};
use super::letters;
use crate::base::typed::{self, Lacks};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::{Request, Write, company, read_id};
use crate::features::contacts;
use crate::identity::colleague::rests_on_gone_staff;
use crate::identity::networks::listed::scope;
use crate::identity::networks::rules::Rules;
use crate::log::event::Event;
use crate::seal::{Sealed, TextForm};
use crate::storage::entity::network_lift::{self, Column as C};
use crate::storage::entity::tenant;
use app::cases::acts::{OWN_CASE, STAFF_GONE};
use app::cases::api::HANDLE;
use app::cases::evidence;
use app::cases::messages as c;
use app::error::{AppError, Next, Refusals};
use app::networks::acts;
use app::networks::api::{AskLift, Lift, LiftAsked};
use app::networks::messages as m;
use app::networks::scope::Scope;
use app::operation_logs::acts::{TOO_OLD, UNTIL, WHY};
use app::support::api::TENANTS;
use app::text::Words;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

const REASON: Sealed<network_lift::Entity, TextForm> = Sealed::column("reason");

fn page(tenant: Uuid) -> Next {
    Next::to(format!("/support/tenants/{tenant}"))
}

/// For staff: the current state.
pub async fn view(request: &Request, tenant: &str) -> Result<Lift, Fault> {
    let read = request.read_as_staff(TENANTS, read_id(tenant)?).await?;
    let me = request.signed_in()?.account.id;
    let company = company::stored(&read, read.tenant()).await?.shown()?;
    let open = read.one(read.of::<network_lift::Entity>().filter(C::ClosedAt.is_null())).await?.there()?;
    let asked = match open {
        None => None,
        Some(mut row) => {
            let genuine = guarded::take(&read, &mut row).await?;
            let by = people::member_of_staff(&read, row.asked_by).await?;
            // The reason of a row that was moved here from another company cannot be read.
            let reason = REASON.open(&*read.keys().await?, &row, &row.sealed_reason);
            let altered = !genuine || reason.is_err();
            Some(LiftAsked {
                id: row.id.to_string(),
                at: when(row.asked_at),
                by: by.map(|by| by.name).unwrap_or_default(),
                own: row.asked_by == me,
                evidence: evidence::text(&row.evidence).map_or_else(|| Words::same(&row.evidence), Words::from),
                reason: reason.unwrap_or_default(),
                altered,
            })
        }
    };
    let now = request.app.clock.now();
    let lifted_until = company.networks_lifted_until.filter(|at| *at > now).map(when);
    // An unreadable scope limits everybody.
    let scope = Scope::from_code(&company.networks_for).unwrap_or(Scope::Everyone);
    Ok(Lift { scope, lifted_until, asked })
}

/// Reads the reason. `can_call`: the company has a number for call-backs, as far as that is known.
fn check_typed(command: &AskLift, can_call: bool) -> Result<String, AppError> {
    let mut refusals = Refusals::default();
    evidence::check(&command.evidence, can_call, &mut refusals);
    let lacks = Lacks { missing: c::MISSING_REASON, long: c::LONG_REASON };
    let reason = typed::required("why", typed::text_without_link(&command.why), 500, lacks, &mut refusals);
    refusals.finish()?;
    Ok(reason)
}

pub async fn ask(request: &Request, command: AskLift) -> Result<Next, Fault> {
    check_typed(&command, true)?;
    let tx = request.write_as_staff(HANDLE, read_id(&command.id)?).await?;
    let company = company::find(&tx, tx.tenant()).await?;
    let reason = check_typed(&command, contacts::has_telephone(&tx).await?)?;
    let event = Event::new(acts::LIFT_ASK).on("tenant", company.id, &company.name);
    if scope(&company)? == Scope::Off {
        return tx.out_of_order(event, page(company.id).warning(m::LIFT_NOT_LIMITED)).await;
    }
    let id = request.app.new_id();
    let row = network_lift::Model {
        id,
        tenant_id: tx.tenant(),
        evidence: command.evidence.clone(),
        sealed_reason: REASON.seal(&*tx.keys().await?, id, &reason)?,
        asked_at: request.app.clock.now(),
        asked_by: request.signed_in()?.account.id,
        closed_at: None,
        version: 0,
        mac: None,
    };
    if !guarded::insert(&tx, row).await? {
        drop(tx);
        let tx = request.write_as_staff(HANDLE, company.id).await?;
        return tx.out_of_order(event, page(company.id).warning(m::LIFT_THERE)).await;
    }
    letters::asked(&tx, &request.signed_in()?.account.name, &reason).await?;
    tx.commit(event.with(app::cases::acts::EVIDENCE, command.evidence).personal(WHY, reason)).await?;
    Ok(page(company.id).saying(m::SAID_LIFT_ASKED))
}

/// The request of a company, and a transaction in its tenant.
async fn begin(request: &Request, id: &str) -> Result<(Write, network_lift::Model, tenant::Model), Fault> {
    let read = request.read(HANDLE).await?;
    let found = read.across::<network_lift::Entity>()?.filter(C::Id.eq(read_id(id)?));
    let found = read.one(found).await?.shown()?;
    let tx = request.write_as_staff(HANDLE, found.tenant_id).await?;
    let company = company::stored(&tx, tx.tenant()).await?.shown()?;
    Ok((tx, found, company))
}

/// Ends a request, if it is genuine. Of parallel calls only one succeeds.
async fn close(tx: &Write, row: &network_lift::Model) -> Result<bool, Fault> {
    let Some(held) = guarded::hold(tx, row).await? else { return Ok(false) };
    let now = tx.app().clock.now();
    Ok(held.closed_at.is_none() && held.store(tx, |row| row.closed_at = Some(now)).await?)
}

/// Ends a forged request, which stays forged.
async fn close_forged(tx: &Write, row: &network_lift::Model) -> Result<bool, Fault> {
    let open = network_lift::Entity::update_many()
        .col_expr(C::ClosedAt, Expr::value(tx.app().clock.now()))
        .filter(C::Id.eq(row.id))
        .filter(C::ClosedAt.is_null());
    Ok(open.exec(tx.db()).await?.rows_affected == 1)
}

pub async fn approve(request: &Request, id: &str) -> Result<Next, Fault> {
    let (tx, row, company) = begin(request, id).await?;
    let event = Event::new(acts::LIFT).on("tenant", company.id, &company.name);
    if row.asked_by == request.signed_in()?.account.id {
        return tx.decline(event, OWN_CASE, page(company.id).warning(m::LIFT_OWN)).await;
    }
    if rests_on_gone_staff(&tx, &row, [row.asked_by], HANDLE).await? {
        return tx.decline(event, STAFF_GONE, page(company.id).warning(m::LIFT_STAFF_GONE)).await;
    }
    if !close(&tx, &row).await? {
        return tx.out_of_order(event, page(company.id).warning(m::LIFT_GONE)).await;
    }
    let (now, lasts) = (request.app.clock.now(), request.app.profile_of(Some(&company)).access.lift());
    // An old identity check proves nothing today: a request is valid for as long as the lift it asks for.
    if row.asked_at + lasts <= now {
        return tx.decline(event, TOO_OLD, page(company.id).warning(m::LIFT_OLD)).await;
    }
    let until = now + lasts;
    tx.hold_company().await?.set_networks_lifted_until(&tx, Some(until)).await?;
    letters::lifted(&tx, &request.signed_in()?.account.name, until).await?;
    tx.commit(event.with(UNTIL, when(until).iso)).await?;
    Ok(page(company.id).saying(m::SAID_LIFTED))
}

pub async fn cancel(request: &Request, id: &str) -> Result<Next, Fault> {
    let (tx, row, company) = begin(request, id).await?;
    let event = Event::new(acts::LIFT_CANCEL).on("tenant", company.id, &company.name);
    if !close(&tx, &row).await? && !close_forged(&tx, &row).await? {
        return tx.out_of_order(event, page(company.id).warning(m::LIFT_GONE)).await;
    }
    tx.commit(event).await?;
    Ok(page(company.id).saying(m::SAID_LIFT_CANCELLED))
}

/// Ends the lift after the company has corrected its settings. A person whose network is not in the settings would be
/// locked out at once, so the console refuses and says so.
pub async fn end(request: &Request) -> Result<Next, Fault> {
    let Change { tx, company, listed, rows, guard } = change::begin(request).await?;
    let event = Event::new(acts::LIFT_END).on("tenant", company.id, &company.name);
    let back = Next::to("/security/networks");
    let lifted = Rules::new(Scope::Off);
    if let Some(words) = guard.refusal(request, &lifted, &listed.rules(&request.app, &company, &rows)?)? {
        return tx.decline(event, acts::KEEPS_OUT, back.warning(words)).await;
    }
    company.set_networks_lifted_until(&tx, None).await?;
    tx.commit(event).await?;
    Ok(back.saying(m::SAID_ENDED))
}
