//! Changes a company's profile. This weighs more than a reset: one member of staff asks, another one carries it out,
//! and the owners are told of both steps and of everything that changes. The change stays visible to the company,
//! whatever its new profile shows.

use super::company::find_company;
use super::letters;
use super::preview::preview;
use crate::base::typed::{self, Lacks};
use crate::door::fault::Fault;
use crate::door::guarded::{self, Held};
use crate::door::rules::check_beside;
use crate::door::{Request, Write, company, read_id};
use crate::features::security::{REASON as SEALED, reason};
use crate::identity::colleague::rests_on_gone_staff;
use crate::log::event::Event;
use crate::profile::{self, Profile};
use crate::storage::entity::profile_change::{self, Column as C, Model};
use crate::storage::entity::tenant;
use app::cases::acts::{OWN_CASE, STAFF_GONE};
use app::error::{AppError, Next, Refusals};
use app::operation_logs::acts::{FROM, REASON, TO};
use app::record::Act;
use app::support::acts;
use app::support::api::{CHANGE_PROFILE, ChangeProfile, OneProfileChange, ProfilePreview};
use app::support::messages as m;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

fn page(tenant: Uuid) -> Next {
    Next::to(format!("/support/tenants/{tenant}"))
}

fn event(act: Act, company: &tenant::Model, wanted: Option<&Profile>) -> Event {
    let event = Event::new(act).on("tenant", company.id, &company.name).with(FROM, company.profile.clone());
    match wanted {
        Some(wanted) => event.with(TO, wanted.name.clone()).with(acts::VERSION, wanted.version),
        None => event,
    }
}

/// Checks the form.
fn check(command: &ChangeProfile, company: &tenant::Model) -> Result<(&'static Profile, String), Fault> {
    let wanted = profile::built_in(&command.profile).ok_or(AppError::invalid("profile", m::PROFILE_UNKNOWN))?;
    let mut refusals = Refusals::default();
    if wanted.name == company.profile {
        refusals.add("profile", m::PROFILE_SAME);
    }
    let lacks = Lacks { missing: m::REASON_MISSING, long: m::REASON_LONG };
    let reason = typed::required("reason", typed::line(&command.reason), 500, lacks, &mut refusals);
    refusals.finish()?;
    Ok((wanted, reason))
}

pub async fn ask(request: &Request, command: ChangeProfile) -> Result<Next, Fault> {
    let provider = request.read(CHANGE_PROFILE).await?;
    let company = find_company(&provider, &command.id).await?;
    let (wanted, why) = check(&command, &company)?;
    let preview = preview_change(request, &company, wanted).await?;
    let tx = request.write_as_staff(CHANGE_PROFILE, company.id).await?;
    company::find(&tx, company.id).await?;
    check_beside(&request.app, tx.db(), &wanted.name).await?;
    let id = request.app.new_id();
    let row = Model {
        id,
        tenant_id: company.id,
        before: company.profile.clone(),
        wanted: wanted.name.clone(),
        sealed_reason: SEALED.seal(&*tx.keys().await?, id, &why)?,
        asked_at: request.app.clock.now(),
        asked_by: request.signed_in()?.account.id,
        approved_at: None,
        approved_by: None,
        closed_at: None,
        version: 0,
        mac: None,
    };
    if !guarded::insert(&tx, row).await? {
        return Err(AppError::invalid("reason", m::CHANGE_THERE).into());
    }
    letters::asked(&tx, &company, &preview, &why).await?;
    tx.commit(event(acts::PROFILE_ASK, &company, Some(wanted)).personal(REASON, why)).await?;
    Ok(page(company.id).saying(m::CHANGE_ASKED))
}

/// The effects of a change on a company. They are counted before the request waits for the write lane.
async fn preview_change(
    request: &Request,
    company: &tenant::Model,
    wanted: &'static Profile,
) -> Result<ProfilePreview, Fault> {
    let read = request.read_as_staff(CHANGE_PROFILE, company.id).await?;
    preview(&read, company, wanted).await
}

/// A waiting change, and a transaction in its company's tenant.
struct ChangeAction {
    tx: Write,
    row: Model,
    company: tenant::Model,
    wanted: Option<&'static Profile>,
}

/// A change, its company in its current state, and the target profile. A forged row may name no profile.
struct FoundChange {
    row: Model,
    company: tenant::Model,
    wanted: Option<&'static Profile>,
}

async fn find(request: &Request, command: &OneProfileChange) -> Result<FoundChange, Fault> {
    let id = read_id(&command.change)?;
    let read = request.read(CHANGE_PROFILE).await?;
    let row = read.one(read.across::<profile_change::Entity>()?.filter(C::Id.eq(id))).await?.there()?;
    let row = row.filter(|row| row.tenant_id.to_string() == command.id).ok_or(AppError::NotFound)?;
    let company = company::stored(&read, row.tenant_id).await?.shown()?;
    let wanted = profile::built_in(&row.wanted);
    Ok(FoundChange { row, company, wanted })
}

async fn begin(request: &Request, found: FoundChange) -> Result<ChangeAction, Fault> {
    let FoundChange { row, wanted, .. } = found;
    let tx = request.write_as_staff(CHANGE_PROFILE, row.tenant_id).await?;
    let company = company::stored(&tx, tx.tenant()).await?.shown()?;
    Ok(ChangeAction { tx, row, company, wanted })
}

/// Ends a request that was genuine when it was locked. Of parallel calls only one succeeds.
async fn close(tx: &Write, held: Held<Model>, approved_by: Option<Uuid>) -> Result<bool, Fault> {
    let now = tx.app().clock.now();
    let close = |row: &mut Model| {
        row.closed_at = Some(now);
        (row.approved_at, row.approved_by) = (approved_by.map(|_| now), approved_by);
    };
    Ok(held.closed_at.is_none() && held.store(tx, close).await?)
}

/// Ends a forged request, which is never approved. It stays forged.
async fn close_forged(tx: &Write, row: &Model) -> Result<bool, Fault> {
    let open = profile_change::Entity::update_many()
        .col_expr(C::ClosedAt, Expr::value(tx.app().clock.now()))
        .col_expr(C::ApprovedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(C::ApprovedBy, Expr::value(None::<Uuid>))
        .filter(C::Id.eq(row.id))
        .filter(C::ClosedAt.is_null());
    Ok(open.exec(tx.db()).await?.rows_affected == 1)
}

pub async fn approve(request: &Request, command: OneProfileChange) -> Result<Next, Fault> {
    let found = find(request, &command).await?;
    let wanted = found.wanted.ok_or(AppError::NotFound)?;
    let preview = preview_change(request, &found.company, wanted).await?;
    let ChangeAction { tx, row, company, .. } = begin(request, found).await?;
    let event = event(acts::PROFILE_CHANGE, &company, Some(wanted));
    let me = request.signed_in()?.account.id;
    if row.asked_by == me {
        return tx.decline(event, OWN_CASE, page(company.id).warning(m::CHANGE_OWN)).await;
    }
    if rests_on_gone_staff(&tx, &row, [row.asked_by], CHANGE_PROFILE).await? {
        return tx.decline(event, STAFF_GONE, page(company.id).warning(m::CHANGE_STAFF_GONE)).await;
    }
    if row.before != company.profile {
        return tx.out_of_order(event, page(company.id).warning(m::PROFILE_MOVED)).await;
    }
    let closed = match guarded::hold(&tx, &row).await? {
        Some(held) => close(&tx, held, Some(me)).await?,
        None => false,
    };
    if !closed {
        return tx.out_of_order(event, page(company.id).warning(m::CHANGE_GONE)).await;
    }
    let held = tx.hold_company().await?;
    if held.profile != company.profile {
        return Err(Fault::internal(format!("the profile of company {} was changed meanwhile", company.id)));
    }
    held.set_profile(&tx, wanted).await?;
    let why = tx.opened(reason(&*tx.keys().await?, &row)).ok_or(AppError::Unreadable)?;
    letters::changed(&tx, &company, &preview, &why).await?;
    tx.commit(event.personal(REASON, why)).await?;
    Ok(page(company.id).saying(m::PROFILE_CHANGED))
}

pub async fn cancel(request: &Request, command: OneProfileChange) -> Result<Next, Fault> {
    let ChangeAction { tx, row, company, wanted } = begin(request, find(request, &command).await?).await?;
    // What a forged request wanted is nobody's word.
    let held = guarded::hold(&tx, &row).await?;
    let wanted = wanted.filter(|_| held.is_some());
    let event = event(acts::PROFILE_CANCEL, &company, wanted);
    let closed = match held {
        Some(held) => close(&tx, held, None).await?,
        None => close_forged(&tx, &row).await?,
    };
    if !closed {
        return tx.out_of_order(event, page(company.id).warning(m::CHANGE_GONE)).await;
    }
    letters::cancelled(&tx, &company, wanted).await?;
    tx.commit(event).await?;
    Ok(page(company.id).saying(m::CHANGE_CANCELLED))
}
