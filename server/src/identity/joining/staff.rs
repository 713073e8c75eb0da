//! The page behind an approval. A reader of the mailbox sets a password, and the account is created. A returning person
//! gets their old account back.

use super::person::Joining;
use super::staff_request::{StaffDetails as Asked, move_on, stands, state_of};
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people::{self, Newcomer};
use crate::door::{Person, Request};
use crate::identity::sign_in::DeviceTrust;
use crate::storage::entity::account;
use crate::storage::entity::staff_request;
use app::error::{AppError, Next};
use app::members::api::{Join, JoinFacts};
use app::members::states::Lock;
use app::permission::Role;
use app::staff::feature::JOIN;
use app::staff::states::StaffState;
use sea_orm::EntityTrait;

/// True if the link in the session is one for staff.
pub async fn is_asked(request: &Request) -> bool {
    request.read_by_link(&[JOIN]).await.is_ok()
}

async fn open(request: &Request) -> Result<(staff_request::Model, Joining), Fault> {
    let (link, read) = request.read_by_link(&[JOIN]).await?;
    let row = read.one(staff_request::Entity::find_by_id(link.subject_id)).await?.there()?;
    let row = guarded::genuine(&read, row).await?.ok_or(AppError::LinkOver)?;
    let (StaffState::Approved, None, Some(id)) = (state_of(&row)?, link.used_at, row.account_id) else {
        return Err(AppError::LinkOver.into());
    };
    if !stands(&read, &row).await? {
        return Err(AppError::LinkOver.into());
    }
    let role = Role::from_code(&row.role).ok_or_else(|| Fault::unreadable(format!("role of request {}", row.id)))?;
    let asked = Asked::open(&*read.keys().await?, &row)?;
    let before = people::at_address(&request.app.keys, &asked.email);
    let before = people::one(&read, before).await?;
    let may_return = |a: &account::Model| a.id == id && a.tenant_id.is_none() && a.has_left();
    let taken = before.as_ref().is_some_and(|a| !may_return(a));
    let now = request.app.clock.now();
    let before = before.filter(may_return);
    let returns = before.is_some();
    let mut account = match before {
        Some(account) => account::Model { name: asked.name, ..account },
        None => people::new(id, Newcomer { tenant: None, role, name: &asked.name, email: &asked.email }, now),
    };
    role.code().clone_into(&mut account.stored.role);
    account.stored.language = Some(asked.lang);
    let profile = request.app.rules_for(read.db(), None).await?;
    let person = Person::new(account, None, now, profile)?;
    // Joining does not make a device known for staff, so both kinds of locks apply.
    let (lock, until) = (person.account.lock().map(|_| Lock::Whole), row.until);
    Ok((row, Joining { read, person, returns, lock, taken, until }))
}

pub async fn facts(request: &Request) -> Result<JoinFacts, Fault> {
    Ok(open(request).await?.1.facts())
}

pub async fn join(request: &Request, command: Join) -> Result<Next, Fault> {
    let (row, joining) = open(request).await?;
    if joining.taken {
        return Ok(Next::to("/join"));
    }
    let hash = joining.chosen(request, &command).await?;
    let (_, tx) = request.write_by_link(&[JOIN]).await?;
    if !move_on(&tx, &row, &[StaffState::Approved], StaffState::Joined, |_| {}).await? {
        return Err(AppError::LinkOver.into());
    }
    joining.join(request, tx, hash, DeviceTrust::AsSeen).await
}
