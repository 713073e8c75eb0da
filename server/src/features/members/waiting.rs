//! Members and invitations that wait for an administrator.

use super::show::narrow;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people::{self, guard};
use crate::door::{AlteredTask, Person, Read};
use crate::storage::entity::account::{self, Entity};
use crate::storage::entity::invitation::{self, Column as C};
use app::cases::api::HANDLE;
use app::kit::Todo;
use app::members::api::{APPROVE, MANAGE};
use app::members::messages as m;
use app::members::states::{InvitationState, MemberFilter, TwoStepFilter};
use app::text::Words;
use chrono::{DateTime, TimeDelta};
use sea_orm::{ColumnTrait, QueryFilter};

/// An invitation that expires within this time is named.
const SOON: TimeDelta = TimeDelta::hours(48);

/// Locked members, forged accounts, invitations to approve, and accounts that have been unused for long.
pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    let (manages, approves) = (me.permissions.has(MANAGE), me.permissions.has(APPROVE));
    let mut todo = Vec::new();
    if manages {
        let mut locked = read.all(narrow(read.of(), MemberFilter::Locked, DateTime::UNIX_EPOCH)).await?;
        locked.retain(|row| guard::is_genuine(read.app().keys.rows(), row));
        let whole = locked.iter().filter(|row| row.locked_at.is_some()).count() as u64;
        let new_devices = locked.len() as u64 - whole;
        todo.extend(Todo::counted("lock", whole, m::TODO_LOCKED, "/members?state=locked"));
        todo.extend(Todo::counted("lock", new_devices, m::TODO_LOCKED_NEW, "/members?state=locked"));
        todo.extend(altered(read).await?);
    }
    if approves {
        todo.extend(invitations(read).await?);
    }
    if manages {
        todo.extend(lapsing(read, me).await?);
        todo.extend(members(read, me).await?);
        todo.extend(dormant(read, me).await?);
    }
    Ok(todo)
}

/// Forged accounts, which let nobody in. The link leads to the only one, or to the list that has them.
async fn altered(read: &Read) -> Result<Option<Todo>, Fault> {
    let altered = people::altered(read, read.of::<Entity>()).await?;
    let page = match altered.as_slice() {
        [only] => format!("/members/{}", only.id),
        all if all.iter().all(|account| account.has_left) => format!("/members?state={}", MemberFilter::Left.code()),
        _ => "/members".to_owned(),
    };
    Ok(Todo::counted("users", altered.len() as u64, m::TODO_ACCOUNTS_ALTERED, &page))
}

/// Invitations to approve. A forged one is nobody's work, but can be withdrawn.
async fn invitations(read: &Read) -> Result<Vec<Todo>, Fault> {
    let open = read.all(read.of::<invitation::Entity>().filter(C::ClosedAt.is_null())).await?;
    let (open, altered) = guarded::part(read, open).await?;
    let waiting = open.iter().filter(|row| row.is(InvitationState::Waiting)).count() as u64;
    let waiting = Todo::counted("users", waiting, m::TODO_APPROVE, "/members");
    let altered = Todo::altered("users", altered.len() as u64, m::TODO_ALTERED, m::WITHDRAW, "/members");
    Ok(waiting.into_iter().chain(altered).collect())
}

/// Invitations that expire soon: within two days, or within the last half of a shorter time limit.
async fn lapsing(read: &Read, me: &Person) -> Result<Option<Todo>, Fault> {
    let (now, limit) = (read.app().clock.now(), me.profile.accounts.invitation());
    let open = read.of::<invitation::Entity>().filter(C::ClosedAt.is_null()).filter(C::Until.gt(now));
    let soon = open.filter(C::Until.lte(now + SOON.min(limit / 2)));
    let (soon, _) = guarded::part(read, read.all(soon).await?).await?;
    let n = soon.iter().filter(|row| row.is(InvitationState::Sent)).count() as u64;
    let todo = Todo::counted("clock", n, m::TODO_LAPSE, "/members#h-invitations");
    Ok(todo.map(|todo| todo.link(m::TODO_INVITATIONS)))
}

/// Active members without two-step verification, and those whose password expires soon.
async fn members(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    let all = people::all(read, read.of::<Entity>().filter(account::active())).await?;
    let all: Vec<_> = all.into_iter().filter(|member| member.is_active()).collect();
    let without = all.iter().filter(|member| member.second_factor_at.is_none()).count() as u64;
    let now = read.app().clock.now();
    let mut soon = Vec::new();
    for member in all.into_iter().filter(|member| member.id != me.account.id) {
        let person = Person::new(member, me.tenant.clone(), now, me.profile)?;
        soon.extend(person.password_expires_soon(now).map(|(at, _)| at));
    }
    let page = format!("/members?two_step={}", TwoStepFilter::Off.code());
    let step = Todo::counted("shield-check", without, m::TODO_NO_STEP, &page);
    let passwords = soon.iter().min().map(|first| {
        let (n, first) = (Words::same(soon.len().to_string()), when(*first));
        let at = Words { ja: first.ja, en: first.en };
        let words = m::TODO_PASSWORDS.saying(&[("n", &n), ("at", &at)]);
        Todo::new("key-round", words, "/account-ledger").link(m::TODO_SHOW_LEDGER)
    });
    Ok(step.map(|todo| todo.link(m::TODO_SHOW_MEMBERS)).into_iter().chain(passwords).collect())
}

/// Accounts that nobody uses. A forged one lets nobody in, and is not counted.
async fn dormant(read: &Read, me: &Person) -> Result<Option<Todo>, Fault> {
    let rule = &me.profile.accounts;
    let unused = narrow(read.of::<Entity>(), MemberFilter::Dormant, read.app().clock.now() - rule.unused());
    let n = people::all(read, unused).await?.iter().filter(|account| account.is_active()).count();
    let words = m::TODO_DORMANT.with(&[("n", &n), ("days", &rule.unused_days)]);
    Ok((n > 0).then(|| Todo::new("users", words, "/members?state=dormant")))
}

/// The companies that have forged accounts, for staff.
pub async fn for_desk(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(HANDLE) {
        return Ok(Vec::new());
    }
    let altered = people::altered_found(read).await?;
    let task = AlteredTask { icon: "users", words: m::STAFF_TODO_ALTERED, part: "" };
    task.about(read, altered.into_iter().filter_map(|account| account.company)).await
}
