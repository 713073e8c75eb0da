//! The rights of members over other members.

use crate::door::fault::Fault;
use crate::door::people;
use crate::door::person::permissions_of;
use crate::door::{Person, Request, Write};
use crate::identity::joining::invitation::may_give;
use crate::profile::{Approver, Profile};
use crate::storage::entity::account;
use app::error::AppError;
use app::members::api::{APPROVE, MANAGE, Rights};
use app::permission::{MEMBERS, Role, RoleRights};
use app::tables;

/// What a role may do under a profile, beyond what every member may do.
pub fn role_rights(role: Role, profile: &Profile) -> RoleRights {
    let of = |role| permissions_of(role, profile, false);
    let (own, all): (_, Vec<_>) = (of(role), MEMBERS.iter().map(|role| of(*role)).collect());
    let held = tables::permissions().filter(|p| own.has(*p) && !all.iter().all(|set| set.has(*p)));
    RoleRights { role, held: held.collect() }
}

/// What a person may do about members.
pub fn rights(me: &Person) -> Rights {
    let roles = Role::ALL.iter().copied().filter(|role| may_give(me.role, *role));
    let roles = roles.map(|role| role_rights(role, me.profile));
    Rights {
        manage: me.permissions.has(MANAGE),
        approve: me.permissions.has(APPROVE),
        roles: roles.collect(),
        approval_needed: me.profile.accounts.approval != Approver::None,
    }
}

/// The actor, read again after the company's row is locked: during the wait they may have left or lost a right.
pub async fn actor_now(request: &Request, tx: &Write) -> Result<account::Model, Fault> {
    tx.hold_company().await?;
    let me = people::find(tx, request.signed_in()?.account.id).await?;
    me.filter(|me| me.is_active()).ok_or(Fault::App(AppError::SignedOut))
}
