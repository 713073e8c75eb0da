//! Creates companies and accounts, for the command line and the demonstration.

use crate::base::address;
use crate::door::command_line::line;
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::rules::check_beside;
use crate::door::{Request, Write, company};
use crate::identity::account::{Issued, Locks, NewAccount, letters, replace};
use crate::identity::credentials;
use crate::identity::second_factor;
use crate::log;
use crate::log::event::Event;
use crate::profile;
use crate::seal::keys::PROVIDER;
use crate::seal::passwords;
use crate::state::AppState;
use crate::storage::entity::account;
use app::members::states::MemberState;
use app::operation_logs::acts::{FORGED, REASON};
use app::permission::{Permission, Role};
use app::support::api::TENANTS;
use sea_orm::SqlErr;
use std::sync::Arc;
use uuid::Uuid;

/// Adds a company: its key, its log, its first entry.
pub async fn add(app: &Arc<AppState>, name: &str, profile_name: &str) -> Result<Uuid, Fault> {
    let mut tx = system_write(app, PROVIDER).await?;
    let event = insert_tenant(app, &mut tx, &line(name)?, profile_name).await?;
    let id = tx.tenant();
    tx.commit(event).await?;
    Ok(id)
}

/// A company with its first person.
pub struct NewCompany<'a> {
    pub name: &'a str,
    pub profile: &'a str,
    pub owner_email: &'a str,
    pub owner_name: &'a str,
}

/// Adds a company together with its owner: both, or neither.
pub async fn add_with_owner(app: &Arc<AppState>, new: NewCompany<'_>) -> Result<NewAccount, Fault> {
    let owner = Issued::new(app, Role::Owner, new.owner_email, new.owner_name).await?;
    let mut tx = system_write(app, PROVIDER).await?;
    let added = insert_tenant(app, &mut tx, &line(new.name)?, new.profile).await?;
    let tenant = tx.tenant();
    let joined = owner.insert(app, &tx, Some(tenant)).await?;
    tx.commit_all(&[added, joined]).await?;
    Ok(owner.account)
}

/// Adds an account with a one-time password that must be changed at first sign-in (SL-20d).
pub async fn add_account(
    app: &Arc<AppState>,
    tenant: Option<Uuid>,
    role: Role,
    email: &str,
    name: &str,
) -> Result<NewAccount, Fault> {
    let new = Issued::new(app, role, email, name).await?;
    let tx = system_write(app, tenant.unwrap_or(PROVIDER)).await?;
    let event = new.insert(app, &tx, tenant).await?;
    tx.commit(event).await?;
    Ok(new.account)
}

/// Inserts a company's row. From here on the transaction belongs to the new company.
async fn insert_tenant(app: &AppState, tx: &mut Write, name: &str, profile_name: &str) -> Result<Event, Fault> {
    if profile::built_in(profile_name).is_none() {
        return Err(Fault::internal(profile::unknown(profile_name)));
    }
    check_beside(app, tx.db(), profile_name).await?;
    let (id, now) = (app.new_id(), app.clock.now());
    company::insert(tx, company::new(id, name, profile_name, now)).await.map_err(taken("company", name))?;
    app.keys.create(tx.db(), id, now).await?;
    log::start_chain(tx.db(), &app.keys, id).await?;
    tx.in_new_company(id);
    Ok(Event::new(app::support::acts::ADD_TENANT)
        .on("tenant", id, name)
        .with(app::support::acts::PROFILE, profile_name))
}

/// Unlocks an account of the provider's staff and sets a one-time password. The operator of the program has verified
/// the person. The old password and all sessions end. A company's member is reset only by a support case, with the
/// company's consent and a second approval (SL-20c, BP-15).
pub async fn reset(app: &Arc<AppState>, email: &str, reason: &str, second_factor: bool) -> Result<NewAccount, Fault> {
    let reason = line(reason)?;
    let one_time_password = passwords::one_time_password(app.rng.as_ref());
    let hash = app.passwords.hash(&one_time_password).await?;
    let request = system(app, PROVIDER);
    let tx = request.write(WRITES).await?;
    let found = whole_member_of_staff(&tx, email).await?;
    replace(&tx, &found, hash, true, Locks::Open).await?;
    letters::password_changed(&request, &tx, &found).await?;
    if second_factor {
        credentials::remove_all(&tx, found.id).await?;
        second_factor::turned_off(&request, &tx, &found).await?;
    }
    let event = Event::new(app::support::acts::RESET_PASSWORD).on("account", found.id, &found.email);
    tx.commit(event.with(app::cases::acts::REMOVES_SECOND_FACTOR, second_factor).personal(REASON, reason)).await?;
    Ok(NewAccount { id: found.id, email: found.email, one_time_password })
}

/// Removes a member of the provider's staff: their sessions end at once, and they cannot sign in any more (BP-15).
pub async fn staff_leave(app: &Arc<AppState>, email: &str, reason: &str) -> Result<(), Fault> {
    let reason = line(reason)?;
    let tx = system_write(app, PROVIDER).await?;
    let found = member_of_staff(&tx, email).await?.person;
    let left = |row: &mut account::Stored| {
        MemberState::Left.code().clone_into(&mut row.status);
        true
    };
    people::change(&tx, found.id, left).await?;
    credentials::remove_all(&tx, found.id).await?;
    tx.end_sessions(found.id, None).await?;
    let event = Event::new(app::members::acts::LEAVE).on("account", found.id, &found.email);
    let event = if people::was_forged(&tx, found.id).await? { event.with(FORGED, true) } else { event };
    tx.commit(event.personal(REASON, reason)).await.map(drop)
}

/// Finds a member of the provider's staff who has not left.
async fn member_of_staff(tx: &Write, email: &str) -> Result<people::Belonging, Fault> {
    let email = address::folded(email);
    let found = people::belonging(tx, people::at_address(&tx.app().keys, &email)).await?;
    let found = found.filter(|found| !found.person.has_left());
    let found = found.ok_or_else(|| Fault::internal(format!("account not found: {email}")))?;
    if found.person.tenant_id.is_some() {
        let words = "belongs to a company; reset its password through a support case (/support/cases)";
        return Err(Fault::internal(format!("{email} {words}")));
    }
    Ok(found)
}

/// Finds a member of the provider's staff whose account nobody else than the program has written.
async fn whole_member_of_staff(tx: &Write, email: &str) -> Result<account::Model, Fault> {
    let found = member_of_staff(tx, email).await?;
    if !found.altered {
        return Ok(found.person);
    }
    Err(Fault::internal(format!(
        "the account {} was changed in the database outside the console, so nothing was done. Either restore its row from a \
         backup and run `sekisho log restart`, or remove the account with `sekisho staff leave` and add the person again \
         with `sekisho staff add` (with a different address, if no other support staff member can approve it)",
        address::folded(email)
    )))
}

const WRITES: Permission = TENANTS;

fn system(app: &Arc<AppState>, tenant: Uuid) -> Request {
    Request::system(app, tenant, "sekisho")
}

async fn system_write(app: &Arc<AppState>, tenant: Uuid) -> Result<Write, Fault> {
    system(app, tenant).write(WRITES).await
}

fn taken(what: &'static str, name: &str) -> impl FnOnce(sea_orm::DbErr) -> Fault {
    move |error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Fault::internal(format!("the {what} {name} already exists")),
        _ => error.into(),
    }
}
