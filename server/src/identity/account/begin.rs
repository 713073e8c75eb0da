//! Accounts created through a link, with a password chosen by the person, and accounts that are reactivated.

use super::password::{Locks, replace};
use crate::door::Write;
use crate::door::fault::Fault;
use crate::door::people;
use crate::storage::entity::account;
use app::error::AppError;
use app::members::states::MemberState;

/// Inserts a new account. Fails if another account has the address by now.
pub async fn insert(tx: &Write, of: &account::Model, hash: String) -> Result<(), Fault> {
    let mut of = of.clone();
    of.stored.password_hash = hash;
    if people::insert(tx, &of).await? { Ok(()) } else { Err(AppError::LinkOver.into()) }
}

/// Reactivates the account of a person who had left, with the role and name of the invitation. A lock stays, because an
/// invitation must not replace the support desk (SL-20c).
pub async fn bring_back(tx: &Write, of: &account::Model, hash: String) -> Result<(), Fault> {
    replace(tx, of, hash, false, Locks::Stay).await?;
    let sealed = people::seal(tx, of).await?;
    let back = people::change(tx, of.id, |row| {
        let had_left = row.has_left();
        MemberState::Active.code().clone_into(&mut row.status);
        row.sealed = sealed;
        row.role.clone_from(&of.role);
        had_left
    });
    if !back.await? {
        return Err(AppError::LinkOver.into());
    }
    people::words::store(tx, of).await
}
