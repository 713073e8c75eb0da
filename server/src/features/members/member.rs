//! The rights of members over other members.

use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Person, Request, Write};
use crate::identity::joining::invitation::may_give;
use crate::profile::Approver;
use crate::storage::entity::account;
use app::error::AppError;
use app::members::api::{APPROVE, MANAGE, Rights};
use app::permission::Role;

/// What a person may do about members.
pub fn rights(me: &Person) -> Rights {
    let roles = Role::ALL.iter().copied().filter(|role| may_give(me.role, *role));
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
