//! The page behind an approval. A reader of the mailbox sets a password, and the account is created. A returning person
//! gets their old account back.

use super::staff_request::{Person as Asked, move_on, state_of};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::{Person, Read, Request};
use crate::identity::account::begin::{bring_back, insert};
use crate::identity::account::{check_choice, letters, shape};
use crate::identity::second_factor;
use crate::log::event::Event;
use crate::seal::passwords;
use crate::storage::entity::account;
use crate::storage::entity::staff_request;
use app::error::{AppError, Next};
use app::members::acts;
use app::members::api::{Join, JoinFacts};
use app::members::messages as m;
use app::members::states::{Lock, MemberState};
use app::permission::Role;
use app::staff::feature::JOIN;
use app::staff::states::StaffState;
use sea_orm::{EntityTrait, QueryFilter};

/// True if the link in the session is one for staff.
pub async fn is_asked(request: &Request) -> bool {
    request.read_by_link(&[JOIN]).await.is_ok()
}

/// The subject of a link.
struct Behind {
    read: Read,
    row: staff_request::Model,
    /// The new account, or the one of a returning person.
    person: Person,
    returns: bool,
    /// True if the address has received another account meanwhile.
    taken: bool,
}

async fn behind(request: &Request) -> Result<Behind, Fault> {
    let (link, read) = request.read_by_link(&[JOIN]).await?;
    let row = staff_request::Entity::find_by_id(link.subject_id).one(read.db()).await?;
    let row = row.filter(|row| guarded::is_genuine(&request.app, row)).ok_or(AppError::LinkOver)?;
    let (StaffState::Approved, None, Some(id)) = (state_of(&row)?, link.used_at, row.account_id) else {
        return Err(AppError::LinkOver.into());
    };
    let role = Role::from_code(&row.role).ok_or_else(|| Fault::internal(format!("role of request {}", row.id)))?;
    let asked = Asked::open(&*read.keys().await?, &row)?;
    let before = account::Entity::find().filter(people::addressed(&request.app.keys, &asked.email));
    let before = people::one(&read, before).await?;
    let may_return = |a: &account::Model| a.id == id && a.tenant_id.is_none() && a.status == MemberState::Left.code();
    let taken = before.as_ref().is_some_and(|a| !may_return(a));
    let now = request.app.clock.now();
    let before = before.filter(may_return);
    let returns = before.is_some();
    let mut account = match before {
        Some(account) => account::Model { name: asked.name, ..account },
        None => people::new(id, (None, role), (&asked.email, &asked.name), now),
    };
    role.code().clone_into(&mut account.stored.role);
    account.stored.language = Some(asked.lang);
    let profile = request.app.rules_for(read.db(), None).await?;
    let person = Person::new(account, None, now, profile)?;
    Ok(Behind { read, row, person, returns, taken })
}

/// The lock of a returning person. Joining does not make a device known for staff, so both kinds of locks apply.
fn stays_locked(account: &account::Model) -> Option<Lock> {
    account.lock().map(|_| Lock::Whole)
}

pub async fn facts(request: &Request) -> Result<JoinFacts, Fault> {
    let Behind { row, person, taken, .. } = behind(request).await?;
    Ok(JoinFacts {
        company: None,
        shape: shape(&person),
        role: Role::from_code(&row.role).unwrap_or(Role::Desk),
        until: row.until.map(when),
        taken,
        second_step: second_factor::at_joining(&person),
        stays_locked: stays_locked(&person.account),
        name: person.account.name,
        email: person.account.email,
    })
}

pub async fn join(request: &Request, command: Join) -> Result<Next, Fault> {
    let Behind { read, row, person, returns, taken } = behind(request).await?;
    if taken {
        return Ok(Next::to("/join"));
    }
    let new = passwords::normalize(&command.new);
    let again = passwords::normalize(&command.again);
    check_choice(&request.app, read.db(), &person, (&new, &again), None).await?;
    let hash = request.app.passwords.hash(&new).await?;
    let (_, mut tx) = request.write_by_link(&[JOIN]).await?;
    if !move_on(&tx, &row, &[StaffState::Approved], StaffState::Joined, |update| update).await? {
        return Err(AppError::LinkOver.into());
    }
    let of = &person.account;
    if returns {
        bring_back(&tx, of, hash).await?;
        letters::returned(request, &tx, of, stays_locked(of)).await?;
    } else {
        insert(&tx, of, hash).await?;
    }
    tx.known_as(of);
    let entry = Event::new(acts::JOIN).on("account", of.id, &of.email).with(acts::ROLE, of.role.clone());
    tx.commit(entry).await?;
    let next = Next::to("/sign-in");
    Ok(if stays_locked(of).is_some() { next.warning(m::JOINED_LOCKED) } else { next.saying(m::JOINED_SAID) })
}
