//! The page behind an invitation link. A reader of the mailbox sets a password, and the account is created. A returning
//! person gets their old account back: one account per person (MS-13, BP-16).

use super::invitation::{Invited, move_on, stands, state_of};
use super::person::Joining;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people::{self, Newcomer};
use crate::door::{Person, Request, company};
use crate::identity::devices;
use crate::identity::sign_in::DeviceTrust;
use crate::storage::entity::account;
use crate::storage::entity::invitation::{self, Column as C};
use app::error::{AppError, Next};
use app::members::api::{Join, JoinFacts};
use app::members::feature::JOIN;
use app::members::states::InvitationState;
use app::permission::Role;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

async fn open(request: &Request) -> Result<(invitation::Model, Joining), Fault> {
    let (link, read) = request.read_by_link(&[JOIN]).await?;
    let found = read.one(read.of::<invitation::Entity>().filter(C::Id.eq(link.subject_id))).await?.there()?;
    let invitation = guarded::genuine(&read, found).await?.ok_or(AppError::LinkOver)?;
    let open = link.used_at.is_none() && state_of(&invitation)? == InvitationState::Sent;
    if !open || !stands(&read, &invitation).await? {
        return Err(AppError::LinkOver.into());
    }
    let invited = Invited::open(&*read.keys().await?, &invitation)?;
    let before = people::at_address(&request.app.keys, &invited.email);
    let before = people::one(&read, before).await?;
    let may_return = |a: &account::Model| a.tenant_id == Some(read.tenant()) && a.has_left();
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
    let (lock, until) = (person.account.lock().map(|(lock, _)| lock), invitation.until);
    Ok((invitation, Joining { read, person, returns, lock, taken, until }))
}

/// The account of a new member.
fn new_account(
    id: Uuid,
    invitation: &invitation::Model,
    invited: &Invited,
    now: DateTime<Utc>,
) -> Result<account::Model, Fault> {
    let unknown = || Fault::unreadable(format!("role of invitation {}", invitation.id));
    let role = Role::from_code(&invitation.role).ok_or_else(unknown)?;
    let tenant = Some(invitation.tenant_id);
    let newcomer = Newcomer { tenant, role, name: &invited.name, email: &invited.email };
    let mut account = people::new(id, newcomer, now);
    account.stored.language = Some(invited.lang().tag().into());
    Ok(account)
}

pub async fn facts(request: &Request) -> Result<JoinFacts, Fault> {
    Ok(open(request).await?.1.facts())
}

pub async fn join(request: &Request, command: Join) -> Result<Next, Fault> {
    let (invitation, joining) = open(request).await?;
    if joining.taken {
        return Ok(Next::to("/join"));
    }
    let hash = joining.chosen(request, &command).await?;
    let (_, tx) = request.write_by_link(&[JOIN]).await?;
    if !move_on(&tx, &invitation, &[InvitationState::Sent], InvitationState::Accepted, |_| {}).await? {
        return Err(AppError::LinkOver.into());
    }
    // A lock caused by outsiders does not apply to the device of the person who read the mail, as after a reset.
    if joining.returns {
        devices::remember(request, joining.person.account.id);
    }
    joining.join(request, tx, hash, DeviceTrust::OfTheLink).await
}
