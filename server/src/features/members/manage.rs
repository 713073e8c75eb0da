//! Actions of administrators on members. Each one goes through `begin`: nobody changes their own account, only an owner
//! changes an owner, and the last owner stays.

use super::member::actor_now;
use super::{invite, leaving, letters};
use crate::door::fault::Fault;
use crate::door::links;
use crate::door::people::{self, guard};
use crate::door::{DeclineReason, Request, Write, read_id};
use crate::identity::account::void;
use crate::identity::joining::invitation::may_give;
use crate::log::event::Event;
use crate::storage::entity::account::{self, Column as A, Model};
use app::error::{AppError, Next};
use app::exports::api::FILES;
use app::kit::{UNDERSTOOD, messages as k};
use app::members::acts;
use app::members::api::{ChangeRole, MANAGE, RemoveMember, SetDownload};
use app::members::feature::RESET;
use app::members::messages as m;
use app::members::states::MemberState;
use app::operation_logs::acts::{ALTERED, FORGED, TOO_SOON};
use app::permission::Role;
use app::record::Act;
use app::text::Text;
use chrono::Duration;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// Shortest time between two reset links for the same person.
const PAUSE: Duration = Duration::minutes(1);

/// An action on a member that is allowed.
struct MemberAction {
    tx: Write,
    member: Model,
    entry: Event,
    /// The current role of the actor.
    mine: Role,
}

fn page(id: Uuid) -> Next {
    Next::to(format!("/members/{id}"))
}

/// Returns the member, or the page to show after a refusal. The company's row is locked, so that two owners cannot
/// remove each other at the same time.
async fn begin(request: &Request, act: Act, id: &str, ends_owner: bool) -> Result<MemberAction, Fault> {
    let id = read_id(id)?;
    let tx = request.write(MANAGE).await?;
    let me = actor_now(request, &tx).await?;
    let mine = Role::from_code(&me.role).filter(|role| MANAGE.is_held_by(*role, false)).ok_or(AppError::Forbidden)?;
    let member = people::one(&tx, tx.of::<account::Entity>().filter(A::Id.eq(id))).await?.ok_or(AppError::NotFound)?;
    let entry = Event::new(act).on("account", member.id, &member.email);
    match refusal(me.id, mine, &tx, &member, ends_owner).await? {
        // A forged account can only be removed.
        None if act.code() != acts::LEAVE.code() && !guard::is_genuine(tx.app().keys.rows(), &member) => {
            tx.refuse(entry, ALTERED, AppError::Altered).await
        }
        None => Ok(MemberAction { tx, member, entry, mine }),
        Some(why) => tx.decline(entry, why.code, page(id).warning(why.words)).await,
    }
}

pub async fn refusal(
    me: Uuid,
    mine: Role,
    tx: &Write,
    member: &Model,
    ends_owner: bool,
) -> Result<Option<DeclineReason>, Fault> {
    let is_owner = member.role == Role::Owner.code();
    Ok(if member.id == me {
        Some(DeclineReason { code: acts::OWN_ACCOUNT, words: m::OWN })
    } else if is_owner && mine != Role::Owner {
        Some(DeclineReason { code: acts::OWNER_ONLY, words: m::OWNER_ONLY })
    } else if is_owner && ends_owner && is_last_owner(tx, member).await? {
        Some(DeclineReason { code: acts::LAST_OWNER, words: m::LAST_OWNER })
    } else {
        None
    })
}

async fn is_last_owner(tx: &Write, member: &Model) -> Result<bool, Fault> {
    let others = tx.of::<account::Entity>().filter(A::Role.eq(Role::Owner.code())).filter(A::Id.ne(member.id));
    Ok(others.filter(account::active()).count(tx.db()).await? == 0)
}

/// Changes the member's row, if its status and role have not changed since it was read.
pub async fn change(tx: &Write, member: &Model, set: impl FnOnce(&mut account::Stored)) -> Result<bool, Fault> {
    let changed = people::change(tx, member.id, |row| {
        let same = row.status == member.status && row.role == member.role;
        set(row);
        same
    });
    changed.await
}

/// Answers an action for which the member has changed meanwhile.
fn changed_meanwhile(member: &Model) -> Next {
    page(member.id).warning(m::CHANGED_MEANWHILE)
}

async fn finish(action: MemberAction, said: Text) -> Result<Next, Fault> {
    let id = action.member.id;
    action.tx.commit(action.entry).await?;
    Ok(page(id).saying(said))
}

/// Like `finish`, with log entries of everything else that the action has ended.
async fn finish_with(action: MemberAction, ended: Vec<Event>, said: Text) -> Result<Next, Fault> {
    let id = action.member.id;
    let events: Vec<Event> = std::iter::once(action.entry).chain(ended).collect();
    action.tx.commit_all(&events).await?;
    Ok(page(id).saying(said))
}

/// Why a role is refused: none is chosen, or it is not one that the person may give.
pub fn role_refused(chosen: &str) -> AppError {
    AppError::invalid("role", if chosen.is_empty() { m::ROLE_MISSING } else { m::ROLE_WRONG })
}

pub async fn change_role(request: &Request, command: ChangeRole) -> Result<Next, Fault> {
    request.check(MANAGE).await?;
    let mine = request.signed_in()?.role;
    let role = Role::from_code(&command.role).filter(|role| may_give(mine, *role));
    let Some(role) = role else { return Err(role_refused(&command.role).into()) };
    let mut action = begin(request, acts::CHANGE_ROLE, &command.id, role != Role::Owner).await?;
    action.entry = action.entry.with(acts::ROLE, role.code()).with(acts::ROLE_BEFORE, action.member.role.clone());
    if !may_give(action.mine, role) {
        return Err(AppError::invalid("role", m::ROLE_WRONG).into());
    }
    let there = !action.member.has_left();
    if !there || !change(&action.tx, &action.member, |row| role.code().clone_into(&mut row.role)).await? {
        return action.tx.out_of_order(action.entry, changed_meanwhile(&action.member)).await;
    }
    let withdrawn = invite::withdraw_all_of(&action.tx, action.member.id, Some(role)).await?;
    finish_with(action, withdrawn, m::SAID_ROLE).await
}

/// Gives or withdraws the right to download files (MS-17). Nobody can give a right that they do not have.
pub async fn set_download(request: &Request, command: SetDownload) -> Result<Next, Fault> {
    request.check(FILES).await?;
    let mut action = begin(request, acts::SET_DOWNLOAD, &command.id, false).await?;
    let allowed = command.download == "allowed";
    action.entry = action.entry.with(acts::DOWNLOAD, if allowed { acts::ALLOWED } else { acts::WITHDRAWN });
    let role = Role::from_code(&action.member.role).unwrap_or(Role::Viewer);
    let given = FILES.is_held_by(role, request.signed_in()?.profile.rights.download_by_default);
    let there = !action.member.has_left();
    let set = |row: &mut account::Stored| row.may_download = allowed;
    if given || !there || !change(&action.tx, &action.member, set).await? {
        return action.tx.out_of_order(action.entry, changed_meanwhile(&action.member)).await;
    }
    finish(action, if allowed { m::SAID_DOWNLOAD } else { m::SAID_NO_DOWNLOAD }).await
}

/// Moves a member from one state to another.
pub async fn state(tx: &Write, member: &Model, from: &[MemberState], to: MemberState) -> Result<bool, Fault> {
    let there = from.iter().any(|state| member.is(*state));
    Ok(there && change(tx, member, |row| to.code().clone_into(&mut row.status)).await?)
}

pub async fn suspend(request: &Request, id: &str) -> Result<Next, Fault> {
    let action = begin(request, acts::SUSPEND, id, true).await?;
    if !state(&action.tx, &action.member, &[MemberState::Active], MemberState::Suspended).await? {
        return action.tx.out_of_order(action.entry, changed_meanwhile(&action.member)).await;
    }
    let ended = leaving::end_access(&action.tx, &action.member).await?;
    finish_with(action, ended, m::SAID_SUSPENDED).await
}

pub async fn resume(request: &Request, id: &str) -> Result<Next, Fault> {
    let action = begin(request, acts::RESUME, id, false).await?;
    if !state(&action.tx, &action.member, &[MemberState::Suspended], MemberState::Active).await? {
        return action.tx.out_of_order(action.entry, changed_meanwhile(&action.member)).await;
    }
    finish(action, m::SAID_RESUMED).await
}

/// Removes a member. The account stays, so that the log keeps its name, and so do a lock and two-step verification: a
/// returning person finds both unchanged. So removing and inviting a person again does not unlock the account (SL-20c).
pub async fn remove(request: &Request, command: &RemoveMember) -> Result<Next, Fault> {
    request.check(MANAGE).await?;
    if command.confirmed != "yes" {
        return Err(AppError::invalid(UNDERSTOOD, k::UNDERSTOOD_MISSING).into());
    }
    let mut action = begin(request, acts::LEAVE, &command.id, true).await?;
    let from = [MemberState::Active, MemberState::Suspended];
    if !state(&action.tx, &action.member, &from, MemberState::Left).await? {
        return action.tx.out_of_order(action.entry, changed_meanwhile(&action.member)).await;
    }
    let ended = leaving::leave(&action.tx, &action.member).await?;
    if people::was_forged(&action.tx, action.member.id).await? {
        action.entry = action.entry.with(FORGED, true);
    }
    finish_with(action, ended, m::SAID_REMOVED).await
}

pub async fn sign_out(request: &Request, id: &str) -> Result<Next, Fault> {
    let mut action = begin(request, acts::SIGN_OUT, id, false).await?;
    let id = action.member.id;
    let open = action.tx.end_sessions(id, None).await?;
    action.entry = action.entry.with(app::sessions::acts::SESSIONS, open);
    action.tx.commit(action.entry).await?;
    Ok(page(id).saying(m::SAID_SIGNED_OUT.with(&[("n", &open)])))
}

/// Forces a reset (MS-16): the password and all sessions end at once, and a link for a new password is mailed. A
/// repeated reset sends a new link, and only that one is valid. The profile decides whether it removes a lock
/// (`lockout.unlock`).
pub async fn reset_password(request: &Request, id: &str) -> Result<Next, Fault> {
    let action = begin(request, acts::RESET_PASSWORD, id, false).await?;
    let rules = request.signed_in()?.profile;
    if !rules.password.reset_by_administrator || !action.member.is_active() {
        return action.tx.out_of_order(action.entry, changed_meanwhile(&action.member)).await;
    }
    if links::made_since(&action.tx, RESET, action.member.id, PAUSE).await? {
        return action.tx.decline(action.entry, TOO_SOON, page(action.member.id).warning(m::RESET_TOO_SOON)).await;
    }
    let minutes = rules.password.reset_link_minutes;
    let until = request.app.clock.now() + Duration::minutes(minutes.into());
    void(&action.tx, &action.member).await?;
    let lock = action.member.lock().map(|(lock, _)| lock);
    let stays_locked = lock.filter(|_| !rules.lockout.opened_by_administrators());
    letters::reset_link(&action.tx, &action.member, until, stays_locked).await?;
    let said = m::SAID_RESET.with(&[("email", &action.member.email), ("n", &minutes)]);
    let id = action.member.id;
    action.tx.commit(action.entry).await?;
    Ok(page(id).saying(said))
}
