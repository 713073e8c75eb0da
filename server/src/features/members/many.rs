//! Actions on several people who were ticked in a list: on all of them, in one transaction and each with its entry, or on
//! none of them. The page before names those with whom nothing can be done.

use super::letters;
use super::manage::{change, refusal, role_refused, state};
use super::member::{actor_now, rights};
use super::{invite, leaving};
use crate::base::when;
use crate::door::fault::Fault;
use crate::door::people::{self, guard};
use crate::door::{Read, Request, Write, read_id};
use crate::identity::joining::invitation::{may_give, move_on, read_row};
use crate::log::event::Event;
use crate::outbox::sparing;
use crate::storage::entity::account::{self, Column as A, Model};
use crate::storage::entity::invitation::{self, Column as C};
use app::contacts::messages as c;
use app::error::{AppError, Next};
use app::members::acts;
use app::members::api::{ChangeRoles, MANAGE, Selected, SelectedPerson, VIEW};
use app::members::messages as m;
use app::members::states::{InvitationState, MemberState, SelectedAct};
use app::operation_logs::acts::{ALTERED, TOO_SOON};
use app::permission::Role;
use app::record::Act;
use app::text::{Text, Words};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The largest number of people at once: those of a page.
const MOST: usize = 100;

fn list() -> Next {
    Next::to("/members")
}

/// The ids of a form, each once.
fn read_ids(ids: &[String]) -> Result<BTreeSet<Uuid>, Fault> {
    if ids.is_empty() {
        return Err(AppError::invalid("id", m::SELECTED_MISSING).into());
    }
    let ids: BTreeSet<Uuid> = ids.iter().map(|id| read_id(id)).collect::<Result<_, _>>()?;
    if ids.len() > MOST { Err(AppError::BadRequest("too_many_ids").into()) } else { Ok(ids) }
}

/// The people with these ids, and with whom of them nothing can be done.
pub async fn selected(request: &Request, act: SelectedAct, ids: &[String]) -> Result<Selected, Fault> {
    let (read, ids) = (request.read(VIEW).await?, read_ids(ids)?);
    let people = match act {
        SelectedAct::Resend => invited(&read, &ids).await?,
        SelectedAct::Suspend | SelectedAct::Role => members(request, &read, act, &ids).await?,
    };
    if people.len() != ids.len() {
        return Err(AppError::NotFound.into());
    }
    Ok(Selected { people, rights: rights(request.signed_in()?) })
}

async fn members(
    request: &Request,
    read: &Read,
    act: SelectedAct,
    ids: &BTreeSet<Uuid>,
) -> Result<Vec<SelectedPerson>, Fault> {
    let me = request.signed_in()?;
    let query = read.of::<account::Entity>().filter(A::Id.is_in(ids.iter().copied())).order_by_desc(A::Id);
    let found = people::all(read, query).await?;
    let one = |person: Model| {
        let why_not = match act {
            _ if person.id == me.account.id => Some(m::OWN),
            _ if !guard::is_genuine(read.app().keys.rows(), &person) => Some(m::IS_ALTERED),
            _ if !me.may_manage(&person) => Some(m::OWNER_ONLY),
            SelectedAct::Suspend if !person.is_active() => Some(m::NOT_ACTIVE),
            _ if person.has_left() => Some(m::IS_LEFT),
            _ => None,
        };
        let role = Role::from_code(&person.role).unwrap_or(Role::Viewer);
        SelectedPerson { id: person.id.to_string(), name: person.name, email: person.email, role, why_not }
    };
    Ok(found.into_iter().map(one).collect())
}

async fn invited(read: &Read, ids: &BTreeSet<Uuid>) -> Result<Vec<SelectedPerson>, Fault> {
    let query = read.of::<invitation::Entity>().filter(C::Id.is_in(ids.iter().copied())).order_by_desc(C::Id);
    let (keys, mut people) = (read.keys().await?, Vec::new());
    for mut row in read.all(query).await? {
        let (invited, genuine) = read_row(read, &keys, &mut row).await?;
        let why_not = match () {
            () if !genuine => Some(m::IS_ALTERED),
            () if !row.is(InvitationState::Sent) => Some(m::NOT_SENT),
            () => None,
        };
        let role = Role::from_code(&row.role).unwrap_or(Role::Viewer);
        people.push(SelectedPerson { id: row.id.to_string(), name: invited.name, email: invited.email, role, why_not });
    }
    Ok(people)
}

/// An action on several members, all of whom it may change.
struct ManyMembers {
    tx: Write,
    /// The current role of the actor.
    mine: Role,
    members: Vec<Model>,
}

fn entry(act: Act, member: &Model) -> Event {
    Event::new(act).on("account", member.id, &member.email)
}

/// Nothing was changed, because of one of them.
fn stopped(name: &str, why: Text) -> Next {
    stopped_saying(name, why.into())
}

fn stopped_saying(name: &str, why: Words) -> Next {
    let name = Words::same(name);
    list().warning(m::SELECTED_STOPPED.saying(&[("name", &name), ("why", &why)]))
}

/// Begins like an action on one member. If it may not change one of them, it declines, with the entry of that one.
async fn begin(request: &Request, act: Act, ids: &BTreeSet<Uuid>, ends_owner: bool) -> Result<ManyMembers, Fault> {
    let tx = request.write(MANAGE).await?;
    let me = actor_now(request, &tx).await?;
    let mine = Role::from_code(&me.role).filter(|role| MANAGE.is_held_by(*role, false)).ok_or(AppError::Forbidden)?;
    let query = tx.of::<account::Entity>().filter(A::Id.is_in(ids.iter().copied())).order_by_desc(A::Id);
    let members = people::all(&tx, query).await?;
    if members.len() != ids.len() {
        return Err(AppError::NotFound.into());
    }
    for member in &members {
        if let Some(why) = refusal(me.id, mine, &tx, member, ends_owner).await? {
            return tx.decline(entry(act, member), why.code, stopped(&member.name, why.words)).await;
        }
        if !guard::is_genuine(tx.app().keys.rows(), member) {
            return tx.refuse(entry(act, member), ALTERED, AppError::Altered).await;
        }
    }
    Ok(ManyMembers { tx, mine, members })
}

/// Undoes everything, because one of them has changed meanwhile.
async fn changed_meanwhile(tx: Write, entry: Event, name: &str) -> Result<Next, Fault> {
    tx.undone().await?.out_of_order(entry, stopped(name, m::CHANGED_MEANWHILE)).await
}

pub async fn suspend(request: &Request, ids: &[String]) -> Result<Next, Fault> {
    request.check(MANAGE).await?;
    let ManyMembers { tx, members, .. } = begin(request, acts::SUSPEND, &read_ids(ids)?, true).await?;
    let mut events = Vec::new();
    for member in &members {
        let entry = entry(acts::SUSPEND, member);
        if !state(&tx, member, &[MemberState::Active], MemberState::Suspended).await? {
            return changed_meanwhile(tx, entry, &member.name).await;
        }
        events.push(entry);
        events.extend(leaving::end_access(&tx, member).await?);
    }
    tx.commit_all(&events).await?;
    Ok(list().saying(m::SELECTED_SUSPENDED.with(&[("n", &members.len())])))
}

pub async fn change_roles(request: &Request, command: &ChangeRoles) -> Result<Next, Fault> {
    request.check(MANAGE).await?;
    let (ids, mine) = (read_ids(&command.id)?, request.signed_in()?.role);
    let role = Role::from_code(&command.role).filter(|role| may_give(mine, *role));
    let Some(role) = role else { return Err(role_refused(&command.role).into()) };
    let many = begin(request, acts::CHANGE_ROLE, &ids, role != Role::Owner).await?;
    if !may_give(many.mine, role) {
        return Err(role_refused(role.code()).into());
    }
    let mut events = Vec::new();
    for member in &many.members {
        let entry = entry(acts::CHANGE_ROLE, member).with(acts::ROLE, role.code());
        let entry = entry.with(acts::ROLE_BEFORE, member.role.clone());
        let set = |row: &mut account::Stored| role.code().clone_into(&mut row.role);
        if member.has_left() || !change(&many.tx, member, set).await? {
            return changed_meanwhile(many.tx, entry, &member.name).await;
        }
        events.push(entry);
        events.extend(invite::withdraw_all_of(&many.tx, member.id, Some(role)).await?);
    }
    many.tx.commit_all(&events).await?;
    Ok(list().saying(m::SELECTED_CHANGED.with(&[("n", &many.members.len())])))
}

/// Sends new links with the full time limit. The old ones become invalid.
pub async fn send_again(request: &Request, ids: &[String]) -> Result<Next, Fault> {
    request.check(MANAGE).await?;
    let (ids, now) = (read_ids(ids)?, request.app.clock.now());
    let until = now + request.signed_in()?.profile.accounts.invitation();
    let tx = request.write(MANAGE).await?;
    let query = tx.of::<invitation::Entity>().filter(C::Id.is_in(ids.iter().copied())).order_by_desc(C::Id);
    let (rows, keys) = (tx.all(query).await?, tx.keys().await?);
    if rows.len() != ids.len() {
        return Err(AppError::NotFound.into());
    }
    let mut events = Vec::new();
    for mut row in rows {
        let (invited, _) = read_row(&tx, &keys, &mut row).await?;
        let entry = invite::event(acts::SEND_AGAIN, &row, &invited);
        let sent = [InvitationState::Sent];
        let moved = move_on(&tx, &row, &sent, InvitationState::Sent, |row| {
            (row.written_at, row.until) = (Some(now), Some(until));
        });
        if !moved.await? {
            return tx.undone().await?.out_of_order(entry, stopped(&invited.name, m::NOT_SENT)).await;
        }
        if let Some(at) = sparing::charge(&tx, &invited.email).await? {
            let next = stopped_saying(&invited.name, when::about(c::NOT_YET, at));
            return tx.undone().await?.decline(entry, TOO_SOON, next).await;
        }
        letters::invitation(&tx, &row, &invited, until).await?;
        events.push(entry);
    }
    tx.commit_all(&events).await?;
    Ok(list().saying(m::SELECTED_RESENT.with(&[("n", &events.len())])))
}
