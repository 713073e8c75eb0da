//! The page behind an invitation link. A reader of the mailbox sets a password, and the account is created. A returning
//! person gets their old account back: one account per person (MS-13, BP-16).

use super::invitation::{Invited, move_on, state_of};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::{Person, Read, Request, company};
use crate::identity::account::begin::{bring_back, insert};
use crate::identity::account::{check_choice, letters, shape};
use crate::identity::devices;
use crate::identity::second_factor;
use crate::log::event::Event;
use crate::seal::passwords;
use crate::storage::entity::account;
use crate::storage::entity::invitation::{self, Column as C};
use app::error::{AppError, Next};
use app::members::acts;
use app::members::api::{Join, JoinFacts};
use app::members::feature::JOIN;
use app::members::messages as m;
use app::members::states::{InvitationState, Lock, MemberState};
use app::permission::Role;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// The subject of a link.
struct Behind {
    read: Read,
    invitation: invitation::Model,
    /// The new account, or the one of a returning person.
    person: Person,
    /// True for a returning person: the account, its lock and its second step are unchanged.
    returns: bool,
    /// True if the address has an account that this company may not reactivate.
    taken: bool,
}

async fn behind(request: &Request) -> Result<Behind, Fault> {
    let (link, read) = request.read_by_link(&[JOIN]).await?;
    let found = read.of::<invitation::Entity>().filter(C::Id.eq(link.subject_id)).one(read.db()).await?;
    let invitation = found.filter(|row| guarded::is_genuine(&request.app, row)).ok_or(AppError::LinkOver)?;
    if link.used_at.is_some() || state_of(&invitation)? != InvitationState::Sent {
        return Err(AppError::LinkOver.into());
    }
    let invited = Invited::open(&*read.keys().await?, &invitation)?;
    let before = account::Entity::find().filter(people::addressed(&request.app.keys, &invited.email));
    let before = people::one(&read, before).await?;
    let may_return = |a: &account::Model| a.tenant_id == Some(read.tenant()) && a.status == MemberState::Left.code();
    let taken = before.as_ref().is_some_and(|a| !may_return(a));
    let now = request.app.clock.now();
    let before = before.filter(may_return);
    let returns = before.is_some();
    let account = match before {
        Some(mut account) => {
            account.stored.role.clone_from(&invitation.role);
            account::Model { name: invited.name, ..account }
        }
        None => new_account(request.app.new_id(), &invitation, &invited, now)?,
    };
    let company = company::find(&read, read.tenant()).await?;
    let profile = request.app.profile_of(Some(&company));
    let person = Person::new(account, Some(company), now, profile)?;
    Ok(Behind { read, invitation, person, returns, taken })
}

/// The account of a new member.
fn new_account(
    id: Uuid,
    invitation: &invitation::Model,
    invited: &Invited,
    now: DateTime<Utc>,
) -> Result<account::Model, Fault> {
    let unknown = || Fault::internal(format!("role of invitation {}", invitation.id));
    let role = Role::from_code(&invitation.role).ok_or_else(unknown)?;
    let mut account = people::new(id, (Some(invitation.tenant_id), role), (&invited.email, &invited.name), now);
    account.stored.language = Some(invited.lang().tag().into());
    Ok(account)
}

/// The lock of a returning person.
fn stays_locked(account: &account::Model) -> Option<Lock> {
    account.lock().map(|(lock, _)| lock)
}

pub async fn facts(request: &Request) -> Result<JoinFacts, Fault> {
    let Behind { invitation, person, taken, .. } = behind(request).await?;
    Ok(JoinFacts {
        company: person.tenant.as_ref().map(|t| t.name.clone()),
        shape: shape(&person),
        role: Role::from_code(&invitation.role).unwrap_or(Role::Viewer),
        until: invitation.until.map(when),
        taken,
        second_step: second_factor::at_joining(&person),
        stays_locked: stays_locked(&person.account),
        name: person.account.name,
        email: person.account.email,
    })
}

pub async fn join(request: &Request, command: Join) -> Result<Next, Fault> {
    let Behind { read, invitation, person, returns, taken } = behind(request).await?;
    if taken {
        return Ok(Next::to("/join"));
    }
    let new = passwords::normalize(&command.new);
    let again = passwords::normalize(&command.again);
    check_choice(&request.app, read.db(), &person, (&new, &again), None).await?;
    let hash = request.app.passwords.hash(&new).await?;
    let (_, mut tx) = request.write_by_link(&[JOIN]).await?;
    if !move_on(&tx, &invitation, &[InvitationState::Sent], InvitationState::Accepted, |update| update).await? {
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
    // A lock caused by outsiders does not apply to the device of the person who read the mail, as after a reset.
    if returns {
        devices::remember(request, of.id);
    }
    let next = Next::to("/sign-in");
    Ok(match stays_locked(of) {
        None => next.saying(m::JOINED_SAID),
        Some(Lock::NewDevices) => next.warning(m::JOINED_LOCKED_NEW),
        Some(Lock::Whole) => next.warning(m::JOINED_LOCKED),
    })
}
