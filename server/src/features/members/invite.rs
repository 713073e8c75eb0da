//! Invites people to a company. Only the invited person learns whether the address already has an account elsewhere.

use super::letters;
use super::member::{actor_now, rights};
use crate::base::typed::{self, Lacks};
use crate::base::when;
use crate::door::fault::Fault;
use crate::door::guarded::{self, Guarded};
use crate::door::links;
use crate::door::people;
use crate::door::{Request, Write, read_id};
use crate::identity::joining::invitation::{Invited, SEALED, address_index, may_give, move_on, read_row};
use crate::log::event::Event;
use crate::outbox::{address, sparing};
use crate::storage::entity::account;
use crate::storage::entity::invitation::{self, Column as C, Model};
use app::contacts::messages as c;
use app::error::{AppError, Next, Refusals};
use app::mail::acts::STATE;
use app::members::acts;
use app::members::api::{APPROVE, INVITE, InviteMember, MANAGE};
use app::members::feature::JOIN;
use app::members::messages as m;
use app::members::states::{InvitationState, Lock};
use app::operation_logs::acts::{FORGED, TOO_SOON};
use app::permission::{Permission, Role};
use app::record::Act;
use app::text::{Lang, Text};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// The largest number of open invitations per company.
const MOST: u64 = 100;
/// The states in which an invitation may be withdrawn.
const OPEN: [InvitationState; 2] = [InvitationState::Waiting, InvitationState::Sent];

fn back() -> Next {
    Next::to("/members")
}

pub fn event(act: Act, row: &Model, invited: &Invited) -> Event {
    Event::new(act).on("invitation", row.id, &invited.email).with(acts::ROLE, row.role.clone())
}

/// Checks the form, as far as possible without the database.
fn read(request: &Request, command: &InviteMember) -> Result<(Invited, Role), Fault> {
    let mut refusals = Refusals::default();
    let lacks = Lacks { missing: m::NAME_MISSING, long: m::NAME_LONG };
    let name = typed::required("name", typed::name(&command.name), 100, lacks, &mut refusals);
    let email = address::required(&command.email, &mut refusals);
    let mine = request.signed_in()?.role;
    let role = Role::from_code(&command.role).filter(|role| may_give(mine, *role));
    if role.is_none() {
        refusals.add("role", if command.role.is_empty() { m::ROLE_MISSING } else { m::ROLE_WRONG });
    }
    refusals.finish()?;
    let lang = Lang::from_tag(&command.lang).unwrap_or_default().tag().to_owned();
    Ok((Invited { name, email, lang }, role.unwrap_or(Role::Viewer)))
}

pub async fn invite(request: &Request, command: InviteMember) -> Result<Next, Fault> {
    request.check(MANAGE).await?;
    let (invited, role) = read(request, &command)?;
    let tx = request.write(if role == Role::Viewer { INVITE } else { MANAGE }).await?;
    let actor = still_may(request, &tx, role).await?;
    let refuse = |words| Err(AppError::invalid("email", words).into());
    let before = tx.of::<account::Entity>().filter(people::addressed(&request.app.keys, &invited.email));
    let before = tx.one(before).await?.there()?;
    if before.as_ref().is_some_and(|before| !before.has_left()) {
        return refuse(m::IS_MEMBER.into());
    }
    // Removing and inviting a member again removes no lock (SL-20c).
    let stays_locked = before.and_then(|before| before.lock()).map(|(lock, _)| lock);
    if tx.of::<invitation::Entity>().filter(C::ClosedAt.is_null()).count(tx.db()).await? >= MOST {
        return refuse(m::TOO_MANY.with(&[("n", &MOST)]));
    }
    let row = new_row(request, &tx, &invited, role).await?;
    let (approved, entry) = (row.until, event(acts::INVITE, &row, &invited).with(STATE, row.state.clone()));
    if !guarded::insert_of(&tx, &actor, row.clone()).await? {
        return refuse(m::IS_INVITED.into());
    }
    if let Some(until) = approved {
        if let Some(at) = sparing::charge(&tx, &invited.email).await? {
            let refused = AppError::invalid("email", when::about(c::NOT_YET, at));
            return tx.undone().await?.refuse(entry, TOO_SOON, refused).await;
        }
        letters::invitation(&tx, &row, &invited, until).await?;
    } else {
        letters::ask_approval(&tx, &invited, role, &request.signed_in()?.account.name).await?;
    }
    tx.commit(entry).await?;
    Ok(said(approved.is_some(), stays_locked))
}

fn said(approved: bool, stays_locked: Option<Lock>) -> Next {
    match (approved, stays_locked) {
        (true, Some(Lock::Whole)) => back().warning(m::SAID_INVITED_LOCKED),
        (true, Some(Lock::NewDevices)) => back().warning(m::SAID_INVITED_LOCKED_NEW),
        (true, None) => back().saying(m::SAID_INVITED),
        (false, _) => back().saying(m::SAID_WAITING),
    }
}

/// A new invitation. It is approved at once if the inviting person may approve, or if no approval is needed.
async fn new_row(request: &Request, tx: &Write, invited: &Invited, role: Role) -> Result<Model, Fault> {
    let me = request.signed_in()?;
    let rights = rights(me);
    let approved = !rights.approval_needed || rights.approve;
    let by_them = approved && rights.approval_needed;
    let (id, now, keys) = (request.app.new_id(), request.app.clock.now(), tx.keys().await?);
    let state = if approved { InvitationState::Sent } else { InvitationState::Waiting };
    Ok(Model {
        id,
        tenant_id: tx.tenant(),
        sealed: SEALED.seal(&keys, id, invited)?,
        address_index: address_index(&keys, &invited.email),
        role: role.code().into(),
        state: state.code().into(),
        invited_at: now,
        invited_by: me.account.id,
        approved_at: by_them.then_some(now),
        approved_by: by_them.then_some(me.account.id),
        approver_version: by_them.then(|| version_of_approver(tx, &me.account)),
        written_at: approved.then_some(now),
        until: approved.then_some(now + me.profile.accounts.invitation()),
        closed_at: None,
        version: 0,
        mac: None,
    })
}

/// The version of the approver's account: what they approve counts from now on, also after an end of all until now.
fn version_of_approver(tx: &Write, by: &account::Model) -> i64 {
    by.version.max(tx.app().known_rows.version(Model::TABLE, guarded::approver(by.id)))
}

/// Returns the inviting person, if they are still a member and may give the role. The company's row is locked, as it is
/// when that right is taken away. So no invitation is created after the right has ended, and parallel invitations are
/// counted one after another.
async fn still_may(request: &Request, tx: &Write, role: Role) -> Result<account::Model, Fault> {
    let me = actor_now(request, tx).await?;
    if Role::from_code(&me.role).is_some_and(|mine| may_give(mine, role)) {
        Ok(me)
    } else {
        Err(AppError::invalid("role", m::ROLE_WRONG).into())
    }
}

/// Begins a transaction, and finds an invitation.
async fn find(request: &Request, permission: Permission, id: Uuid) -> Result<(Write, Option<Model>), Fault> {
    let tx = request.write(permission).await?;
    let row = tx.one(tx.of::<invitation::Entity>().filter(C::Id.eq(id))).await?.there()?;
    Ok((tx, row))
}

/// Begins a transaction on an invitation.
async fn begin(request: &Request, permission: Permission, id: &str) -> Result<(Write, Model, Invited), Fault> {
    let (tx, row) = find(request, permission, read_id(id)?).await?;
    let mut row = row.ok_or(AppError::NotFound)?;
    let (invited, _) = read_row(&tx, &*tx.keys().await?, &mut row).await?;
    Ok((tx, row, invited))
}

/// Answers a step that the invitation no longer allows.
fn gone() -> Next {
    back().warning(m::GONE)
}

/// Approves an invitation, for the security manager (DS-13), and sends the link.
pub async fn approve(request: &Request, id: &str) -> Result<Next, Fault> {
    let (tx, row, invited) = begin(request, APPROVE, id).await?;
    let (me, now) = (request.signed_in()?, request.app.clock.now());
    let (by, until) = (&me.account, now + me.profile.accounts.invitation());
    let (entry, version) = (event(acts::APPROVE, &row, &invited), version_of_approver(&tx, by));
    let moved = move_on(&tx, &row, &[InvitationState::Waiting], InvitationState::Sent, |row| {
        (row.approved_at, row.approved_by, row.approver_version) = (Some(now), Some(by.id), Some(version));
        (row.written_at, row.until) = (Some(now), Some(until));
    });
    if !moved.await? {
        return tx.out_of_order(entry, gone()).await;
    }
    write(tx, &row, &invited, until, entry, m::SAID_APPROVED).await
}

/// Sends the letter. If the address has received too many mails lately, changes nothing, and the page says when it is
/// possible.
async fn write(
    tx: Write,
    row: &Model,
    invited: &Invited,
    until: DateTime<Utc>,
    entry: Event,
    said: Text,
) -> Result<Next, Fault> {
    if let Some(at) = sparing::charge(&tx, &invited.email).await? {
        let next = back().warning(when::about(c::NOT_YET, at));
        return tx.undone().await?.decline(entry, TOO_SOON, next).await;
    }
    letters::invitation(&tx, row, invited, until).await?;
    tx.commit(entry).await?;
    Ok(back().saying(said))
}

/// Sends a new link with the full time limit. The old one becomes invalid.
pub async fn send_again(request: &Request, id: &str) -> Result<Next, Fault> {
    let (tx, row, invited) = begin(request, INVITE, id).await?;
    let now = request.app.clock.now();
    let until = now + request.signed_in()?.profile.accounts.invitation();
    let entry = event(acts::SEND_AGAIN, &row, &invited);
    let moved = move_on(&tx, &row, &[InvitationState::Sent], InvitationState::Sent, |row| {
        (row.written_at, row.until) = (Some(now), Some(until));
    });
    if !moved.await? {
        return tx.out_of_order(entry, gone()).await;
    }
    write(tx, &row, &invited, until, entry, m::SAID_SENT).await
}

pub async fn withdraw(request: &Request, id: &str) -> Result<Next, Fault> {
    let id = read_id(id)?;
    let (tx, row) = find(request, MANAGE, id).await?;
    let Some(mut row) = row else { return withdraw_hidden(tx, id).await };
    let (invited, _) = read_row(&tx, &*tx.keys().await?, &mut row).await?;
    let entry = event(acts::WITHDRAW, &row, &invited);
    if !move_on(&tx, &row, &OPEN, InvitationState::Withdrawn, |_| {}).await? {
        return tx.out_of_order(entry, gone()).await;
    }
    links::revoke(&tx, JOIN, row.id).await?;
    tx.commit(entry).await?;
    Ok(back().saying(m::SAID_WITHDRAWN))
}

/// Withdraws an invitation whose row is gone for the moment: it stays withdrawn if somebody puts it back, with its links.
async fn withdraw_hidden(tx: Write, id: Uuid) -> Result<Next, Fault> {
    guarded::hidden::<Model>(&tx, id).await?.ok_or(AppError::NotFound)?;
    guarded::ended::<Model>(&tx, id);
    links::revoke(&tx, JOIN, id).await?;
    tx.commit(Event::new(acts::WITHDRAW).on("invitation", id, "").with(FORGED, true)).await?;
    Ok(back().saying(m::SAID_WITHDRAWN))
}

/// Withdraws the open invitations of a member who may no longer give those roles, or who has approved them and may not do
/// so any more, each with a log entry. `now` is the member's role; `None` if they have left.
pub async fn withdraw_all_of(tx: &Write, account: Uuid, now: Option<Role>) -> Result<Vec<Event>, Fault> {
    let theirs = Condition::any().add(C::InvitedBy.eq(account)).add(C::ApprovedBy.eq(account));
    let open = tx.of::<invitation::Entity>().filter(theirs).filter(C::ClosedAt.is_null());
    let (open, keys) = (tx.all(open).await?, tx.keys().await?);
    let gives = |role| now.is_some_and(|now| may_give(now, role));
    let approves = now.is_some_and(|now| APPROVE.is_held_by(now, false));
    let mut events = Vec::with_capacity(open.len());
    for mut row in open {
        let may_give_it = row.invited_by != account || Role::from_code(&row.role).is_some_and(gives);
        if may_give_it && (approves || row.approved_by != Some(account)) {
            continue;
        }
        let (invited, _) = read_row(tx, &keys, &mut row).await?;
        if move_on(tx, &row, &OPEN, InvitationState::Withdrawn, |_| {}).await? {
            links::revoke(tx, JOIN, row.id).await?;
            events.push(event(acts::WITHDRAW, &row, &invited));
        }
    }
    let lost = Role::ALL.iter().filter(|role| !role.is_staff() && !gives(**role));
    let lost = lost.map(|role| guarded::inviter(account, role.code()));
    let lost: Vec<Uuid> = lost.chain((!approves).then(|| guarded::approver(account))).collect();
    people::end_all::<Model>(tx, account, &lost).await?;
    Ok(events)
}
