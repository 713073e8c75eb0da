//! Signs the columns of an account that decide who may do what, with a key that is not in the database (S10). A forged
//! row is read as a suspended person everywhere, and raises an alarm. Every change of signed columns goes through
//! `change`, which checks the old signature before it signs again.

use crate::door::Write;
use crate::door::fault::Fault;
use crate::door::guarded::time;
use crate::door::opens::Opens;
use crate::door::readable;
use crate::seal::RowKey;
use crate::state::AppState;
use crate::state::known_rows::RowFact;
use crate::storage::entity::account::{Column as C, Entity, Stored};
use app::error::AppError;
use app::members::states::MemberState;
use app::permission::Role;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
};
use uuid::Uuid;

pub const TABLE: &str = "account";

/// How much of a row its signature covers. Each level covers more than the one before. An upgrade signs rows of older
/// levels again, once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Covers {
    Rights,
    /// Also the times when the password was set and when another one was required: they decide whether it is valid.
    Dates,
    /// Also locks, and what tells whether the person has a device that a lock leaves open: they decide who can consent to a
    /// case. Counters are left out: they only lead to a lock, and wrong passwords must stay cheap to count.
    Locks,
}

impl Covers {
    const ALL: [Covers; 3] = [Covers::Rights, Covers::Dates, Covers::Locks];
}

/// The signature of a row.
pub fn sign(key: &RowKey, row: &Stored) -> Vec<u8> {
    signed(row, Covers::Locks, |parts| key.sign(TABLE, parts))
}

fn signed<T>(row: &Stored, covers: Covers, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    let dates = [Some(row.password_set_at), row.change_wanted_at];
    let locks = [row.locked_at, row.unseen_locked_at, row.devices_since, row.last_sign_in_at];
    let times: Vec<Vec<u8>> = match covers {
        Covers::Rights => Vec::new(),
        Covers::Dates => dates.map(time).into(),
        Covers::Locks => dates.into_iter().chain(locks).map(time).collect(),
    };
    let second_factor = time(row.second_factor_at);
    let rights: [&[u8]; 10] = [
        row.id.as_bytes(),
        row.tenant_id.as_ref().map_or(&[], |id| id.as_bytes()),
        row.email_index.as_bytes(),
        row.role.as_bytes(),
        row.status.as_bytes(),
        row.password_hash.as_bytes(),
        &row.password_version.to_be_bytes(),
        &row.sessions_version.to_be_bytes(),
        &[u8::from(row.must_change_password), u8::from(row.may_download)],
        &second_factor,
    ];
    let mut parts: Vec<&[u8]> = rights.into_iter().chain(times.iter().map(Vec::as_slice)).collect();
    let (ended, version) = (row.ended_sessions.as_deref(), row.version.to_be_bytes());
    match covers {
        Covers::Locks if row.version > 0 => parts.extend([ended.unwrap_or_default(), &version]),
        // No version and no list add no part, so the signatures of rows from before there were any still fit.
        Covers::Locks => parts.extend(ended),
        Covers::Rights | Covers::Dates => {}
    }
    then(&parts)
}

/// Signs a stored row.
pub async fn sign_stored(tx: &Write, row: &Stored) -> Result<(), Fault> {
    let update = Entity::update_many().col_expr(C::Mac, Expr::value(sign(tx.app().keys.rows(), row)));
    update.filter(C::Id.eq(row.id)).exec(tx.db()).await?;
    Ok(())
}

/// Stores a row as it is now, and signs it.
pub async fn sign_whole(tx: &Write, mut row: Stored) -> Result<(), Fault> {
    row.mac = Some(sign(tx.app().keys.rows(), &row));
    row.into_active_model().reset_all().update(tx.db()).await?;
    Ok(())
}

/// True if nobody but the program has changed a row.
pub fn is_genuine(key: &RowKey, row: &Stored) -> bool {
    is_genuine_as(key, row, Covers::Locks)
}

/// True if nobody but the program has changed a row whose signature covers exactly this level.
pub fn is_genuine_as(key: &RowKey, row: &Stored, covers: Covers) -> bool {
    signed(row, covers, |parts| key.fits(TABLE, parts, row.mac.as_deref()))
}

/// True if nobody but the program has changed a row whose signature covers a higher level than this one.
pub fn is_genuine_beyond(key: &RowKey, row: &Stored, covers: Covers) -> bool {
    Covers::ALL.into_iter().filter(|more| *more > covers).any(|more| is_genuine_as(key, row, more))
}

/// The row as it is stored now, locked until the transaction ends if a change follows.
async fn stored(at: &impl Opens, id: Uuid, lock: Option<LockType>) -> Result<Option<Stored>, DbErr> {
    let found = readable::one(at.app(), at.db(), Entity::find_by_id(id).apply_if(lock, QuerySelect::lock)).await?;
    found.there().map_err(|_| DbErr::Type("an account that cannot be read".into()))
}

/// Checks a row before use. Suspends it in memory if it is forged or an older one, and returns whether it may be used.
pub async fn take(at: &impl Opens, row: &mut Stored) -> Result<bool, Fault> {
    let app = at.app();
    let newest = app.known_rows.beyond(TABLE, row.id, row.version);
    if newest.is_some() {
        *row = stored(at, row.id, None).await?.ok_or(AppError::NotFound)?;
    }
    let genuine = is_genuine(app.keys.rows(), row);
    let newest = newest.is_none_or(|newest| row.version >= newest);
    if !genuine || !newest {
        let as_found = [sign(app.keys.rows(), row), row.mac.clone().unwrap_or_default(), vec![newest.into()]].concat();
        app.alarms.raise(TABLE, row.id.to_string(), &as_found);
        suspend(row);
    } else if at.reads_committed() {
        app.known_rows.learn([RowFact::version(TABLE, row.id, row.version)]);
    }
    Ok(genuine && newest)
}

/// The version after this one. A forged or older row goes on behind the newest version that is known. Its own version counts
/// only if it leaves room for all that follow.
fn next_version(app: &AppState, row: &Stored, genuine: bool) -> i64 {
    let believable = genuine || (0..i64::MAX / 2).contains(&row.version);
    let known = app.known_rows.beyond(TABLE, row.id, i64::MIN).filter(|_| !genuine);
    let before = Some(row.version).filter(|_| believable).max(known);
    before.unwrap_or_default().saturating_add(1)
}

/// Turns a row, in memory, into that of a suspended person, which opens nothing. A role that does not exist becomes the
/// lowest one, so that lists can show the person.
pub fn suspend(row: &mut Stored) {
    MemberState::Suspended.code().clone_into(&mut row.status);
    if Role::from_code(&row.role).is_none() {
        let lowest = if row.tenant_id.is_some() { Role::Viewer } else { Role::Desk };
        lowest.code().clone_into(&mut row.role);
    }
}

/// Takes out of a forged row what nobody knows. From here on it is signed, so it must claim neither a role that nobody gave
/// (`was_forged`) nor anything else that somebody has made up: it would count if the person returned. A lock and a second step
/// that it has stay, with the only time that is known. Its sessions and password get numbers that none had before.
fn forget(row: &mut Stored, now: DateTime<Utc>) {
    row.role.clear();
    row.may_download = false;
    row.created_at = row.joined_at();
    for at in [&mut row.locked_at, &mut row.unseen_locked_at, &mut row.second_factor_at] {
        *at = at.map(|_| now);
    }
    (row.devices_since, row.last_sign_in_at, row.change_wanted_at) = (Some(now), None, None);
    (row.password_set_at, row.must_change_password) = (now, false);
    row.password_hash.clear();
    row.ended_sessions = None;
    (row.language, row.theme, row.density, row.keys) = (None, None, None, None);
    // Real ones count changes, and nobody makes one every minute.
    let minutes = i32::try_from(now.timestamp() / 60).unwrap_or(i32::MAX);
    (row.sessions_version, row.password_version) = (minutes, minutes);
}

/// Changes an account if `set` agrees to the current row, which is locked until the transaction ends.
/// A forged row can only be closed for good, and says nothing more then.
pub async fn change(tx: &Write, id: Uuid, set: impl FnOnce(&mut Stored) -> bool) -> Result<bool, Fault> {
    Ok(changed(tx, id, set).await?.is_some())
}

/// Changes an account like `change`. Returns the version in which the row was stored.
pub async fn changed(tx: &Write, id: Uuid, set: impl FnOnce(&mut Stored) -> bool) -> Result<Option<i64>, Fault> {
    let Some(mut row) = stored(tx, id, Some(LockType::Update)).await? else { return Ok(None) };
    let genuine = take(tx, &mut row).await?;
    if !set(&mut row) {
        return Ok(None);
    }
    if !genuine && !row.has_left() {
        return Err(AppError::Altered.into());
    }
    if !genuine {
        forget(&mut row, tx.app().clock.now());
    }
    row.version = next_version(tx.app(), &row, genuine);
    row.mac = Some(sign(tx.app().keys.rows(), &row));
    let version = row.version;
    let mut whole = row.into_active_model().reset_all();
    // These stay. If they were written, SQLite would look up every row that refers to the account, and its company.
    for column in [C::Id, C::TenantId, C::EmailIndex] {
        whole.not_set(column);
    }
    let stored = Entity::update_many().set(whole).filter(C::Id.eq(id)).exec(tx.db()).await?.rows_affected == 1;
    if stored && genuine {
        tx.changes(TABLE, id, version);
    } else if stored {
        tx.learns(RowFact::version(TABLE, id, version));
    }
    Ok(stored.then_some(version))
}
