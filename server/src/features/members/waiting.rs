//! Members and invitations that wait for an administrator.

use super::show::narrow;
use crate::door::fault::Fault;
use crate::door::{Person, Read};
use crate::storage::entity::account::{Column as A, Entity};
use crate::storage::entity::invitation::{self, Column as C};
use app::kit::Todo;
use app::members::api::{APPROVE, MANAGE};
use app::members::messages as m;
use app::members::states::{InvitationState, Shown};
use chrono::DateTime;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

/// Locked members, invitations to approve, and accounts that have been unused for long.
pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    let (manages, approves) = (me.permissions.has(MANAGE), me.permissions.has(APPROVE));
    let mut todo = Vec::new();
    if manages {
        let locked = narrow(read.of(), Shown::Locked, DateTime::UNIX_EPOCH);
        let whole = locked.clone().filter(A::LockedAt.is_not_null()).count(read.db()).await?;
        let new_devices = locked.filter(A::LockedAt.is_null()).count(read.db()).await?;
        todo.extend(Todo::counted("lock", whole, m::TODO_LOCKED, "/members?state=locked"));
        todo.extend(Todo::counted("lock", new_devices, m::TODO_LOCKED_NEW, "/members?state=locked"));
    }
    if approves {
        let open = read.of::<invitation::Entity>().filter(C::State.eq(InvitationState::Waiting.code()));
        todo.extend(Todo::counted("users", open.count(read.db()).await?, m::TODO_APPROVE, "/members"));
    }
    if manages {
        todo.extend(dormant(read, me).await?);
    }
    Ok(todo)
}

async fn dormant(read: &Read, me: &Person) -> Result<Option<Todo>, Fault> {
    let rule = &me.profile.accounts;
    let unused = narrow(read.of::<Entity>(), Shown::Dormant, read.app().clock.now() - rule.unused());
    let n = unused.count(read.db()).await?;
    let words = m::TODO_DORMANT.with(&[("n", &n), ("days", &rule.unused_days)]);
    Ok((n > 0).then(|| Todo::new("users", words, "/members?state=dormant")))
}
