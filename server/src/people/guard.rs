//! Signs the columns of an account that decide who may do what, with a key that is not in the database (S10). A forged
//! row is read as a suspended person everywhere, and raises an alarm. Every change of signed columns goes through
//! `change`, which checks the old signature before it signs again.

use crate::door::Write;
use crate::fault::Fault;
use crate::seal::RowKey;
use crate::state::App;
use crate::storage::entity::account::{Column as C, Entity, Stored};
use app::members::states::MemberState;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

const TABLE: &str = "account";

/// The signature of a row. It leaves out locks and counters: they stop outsiders, not a person who can write to the
/// database.
pub fn sign(key: &RowKey, row: &Stored) -> Vec<u8> {
    signed(row, |parts| key.sign(TABLE, parts))
}

/// Includes the times when the password was set and when another one was required: they decide whether it is valid.
fn signed<T>(row: &Stored, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    let (set, wanted) = (micros(row.password_set_at), row.change_wanted_at.map(micros));
    let wanted: &[u8] = wanted.as_ref().map_or(&[], |at| at);
    without_dates(row, |parts| then(&[parts, &[set.as_slice(), wanted]].concat()))
}

fn micros(at: DateTime<Utc>) -> [u8; 8] {
    at.timestamp_micros().to_be_bytes()
}

fn without_dates<T>(row: &Stored, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    let second_factor = row.second_factor_at.map(micros);
    then(&[
        row.id.as_bytes(),
        row.tenant_id.as_ref().map_or(&[], |id| id.as_bytes()),
        row.email_index.as_bytes(),
        row.role.as_bytes(),
        row.status.as_bytes(),
        row.password_hash.as_bytes(),
        &row.password_no.to_be_bytes(),
        &row.sessions_no.to_be_bytes(),
        &[u8::from(row.must_change_password), u8::from(row.may_download)],
        second_factor.as_ref().map_or(&[], |at| at),
    ])
}

/// True if nobody but the program has changed a row.
pub fn is_genuine(key: &RowKey, row: &Stored) -> bool {
    signed(row, |parts| key.fits(TABLE, parts, row.mac.as_deref()))
}

/// The same for a row signed before signatures included the password dates.
pub fn is_genuine_without_dates(key: &RowKey, row: &Stored) -> bool {
    without_dates(row, |parts| key.fits(TABLE, parts, row.mac.as_deref()))
}

/// Checks a row before use. Suspends it in memory if it is not genuine, and returns whether it is.
pub fn take(app: &App, row: &mut Stored) -> bool {
    let genuine = is_genuine(app.keys.rows(), row);
    if !genuine {
        let as_found = [sign(app.keys.rows(), row), row.mac.clone().unwrap_or_default()].concat();
        app.alarms.raise(TABLE, row.id.to_string(), &as_found);
        suspend(row);
    }
    genuine
}

/// Turns a row, in memory, into that of a suspended person, which opens nothing.
pub fn suspend(row: &mut Stored) {
    MemberState::Suspended.code().clone_into(&mut row.status);
}

/// Changes signed columns of an account if `set` agrees to the current row, which is locked until the transaction ends.
/// A forged row can only be closed for good.
pub async fn change(tx: &Write, id: Uuid, set: impl FnOnce(&mut Stored) -> bool) -> Result<bool, Fault> {
    let Some(mut row) = Entity::find_by_id(id).lock_exclusive().one(tx.db()).await? else { return Ok(false) };
    let genuine = take(tx.app(), &mut row);
    if !set(&mut row) {
        return Ok(false);
    }
    if !genuine && row.status != MemberState::Left.code() {
        return Err(Fault::internal(format!("account {id} was changed by somebody else than this program")));
    }
    let mac = sign(tx.app().keys.rows(), &row);
    let update = Entity::update_many()
        .col_expr(C::Sealed, Expr::value(row.sealed))
        .col_expr(C::Role, Expr::value(row.role))
        .col_expr(C::Status, Expr::value(row.status))
        .col_expr(C::PasswordHash, Expr::value(row.password_hash))
        .col_expr(C::PasswordNo, Expr::value(row.password_no))
        .col_expr(C::PasswordSetAt, Expr::value(row.password_set_at))
        .col_expr(C::SessionsNo, Expr::value(row.sessions_no))
        .col_expr(C::ChangeWantedAt, Expr::value(row.change_wanted_at))
        .col_expr(C::MustChangePassword, Expr::value(row.must_change_password))
        .col_expr(C::MayDownload, Expr::value(row.may_download))
        .col_expr(C::SecondFactorAt, Expr::value(row.second_factor_at))
        .col_expr(C::Mac, Expr::value(mac))
        .filter(C::Id.eq(id));
    Ok(update.exec(tx.db()).await?.rows_affected == 1)
}
