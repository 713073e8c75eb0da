//! The stored password of an account: setting, replacing and invalidating it.

use crate::door::fault::Fault;
use crate::door::links;
use crate::door::people;
use crate::door::{Write, attempts};
use crate::identity::devices;
use crate::storage::entity::{account, password_history};
use app::error::AppError;
use sea_orm::{EntityTrait, Set};

/// True if the password was invalidated without a new one. Only the mailed link lets the person in (MS-16).
pub fn is_void(of: &account::Stored) -> bool {
    of.password_hash.is_empty()
}

/// True if the person has chosen the current password: it is not a one-time password and not invalidated.
pub fn is_chosen(of: &account::Model) -> bool {
    !of.must_change_password && !is_void(of)
}

/// Adds the replaced password to the history. Skips a one-time password, which does not count for the rule (SL-20b),
/// and an invalidated one, which is in the history already.
async fn remember(tx: &Write, of: &account::Model) -> Result<(), Fault> {
    if !is_chosen(of) {
        return Ok(());
    }
    let old = password_history::ActiveModel {
        account_id: Set(of.id),
        set_at: Set(tx.app().clock.now()),
        password_hash: Set(of.password_hash.clone()),
    };
    Ok(password_history::Entity::insert(old).exec_without_returning(tx.db()).await.map(drop)?)
}

/// Sets a password. The old one goes into the history, and links for a new password become invalid. If two changes run
/// in parallel, the one that read the older password version fails.
pub async fn put(tx: &Write, of: &account::Model, hash: String, must_change: bool) -> Result<bool, Fault> {
    put_with(tx, of, hash, must_change, |_| {}).await
}

/// Sets a password together with a further change of the account's row.
async fn put_with(
    tx: &Write,
    of: &account::Model,
    hash: String,
    must_change: bool,
    further: impl FnOnce(&mut account::Stored),
) -> Result<bool, Fault> {
    let now = tx.app().clock.now();
    links::revoke(tx, app::members::feature::RESET, of.id).await?;
    remember(tx, of).await?;
    let changed = people::change(tx, of.id, |row| {
        let same = row.password_version == of.password_version;
        row.password_hash = hash;
        row.password_set_at = now;
        row.must_change_password = must_change;
        row.password_version = row.password_version.saturating_add(1);
        further(row);
        same
    });
    changed.await
}

/// What a new password does to a lock.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Locks {
    Open,
    /// The lock stays: only a support case removes it, or an administrator if the profile allows it.
    Stay,
}

/// Sets a password by a link or from the command line. It resets the failure counts, forgets the known devices and ends
/// all sessions. Locks and their counts stay, unless `locks` opens them (SL-20c).
pub async fn replace(
    tx: &Write,
    of: &account::Model,
    hash: String,
    must_change: bool,
    locks: Locks,
) -> Result<(), Fault> {
    attempts::reset_counters(tx, of).await?;
    let open = |row: &mut account::Stored| {
        if locks == Locks::Open {
            (row.locked_at, row.unseen_locked_at) = (None, None);
        }
        if row.lock().is_none() {
            (row.failed_attempts, row.attempts_open) = (0, 0);
            (row.unseen_failed, row.unseen_open) = (0, 0);
        }
        devices::forget_all(row, tx.app().clock.now());
    };
    if !put_with(tx, of, hash, must_change, open).await? {
        return Err(AppError::Busy.into());
    }
    tx.end_sessions(of.id, None).await?;
    Ok(())
}

/// Invalidates a password before there is a new one (MS-16), and ends all sessions. The mailed link is the only way
/// back. A lock stays as it is.
pub async fn void(tx: &Write, of: &account::Model) -> Result<(), Fault> {
    let wanted = |row: &mut account::Stored| {
        let now = tx.app().clock.now();
        row.change_wanted_at = Some(now);
        devices::forget_all(row, now);
    };
    if !put_with(tx, of, String::new(), false, wanted).await? {
        return Err(AppError::Busy.into());
    }
    tx.end_sessions(of.id, None).await?;
    Ok(())
}
