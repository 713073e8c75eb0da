//! Checks of a session row: against its limits, and against its account.

use super::columns::SessionData;
use super::ended::{self, Number};
use super::keys;
use crate::base::clock;
use crate::storage::entity::{account, session as session_row};
use chrono::{DateTime, Duration, Utc};
use ring::digest::{SHA256, digest};
use sea_orm::{ColumnTrait, Condition};
use serde_json::Value;

/// The shortest time in seconds between two writes of `last_seen_at`.
pub const TOUCH_EVERY: i64 = 60;

/// True if the limits of a session are not reached. A session created while the clock was ahead would last too long, so it is
/// invalid.
pub fn lasts(row: &session_row::Model, now: DateTime<Utc>) -> bool {
    let idle = Duration::seconds(row.idle_seconds.into());
    let seen = Ord::min(row.last_seen_at, now) + idle > now;
    row.absolute_at > now && seen && !clock::is_ahead(row.created_at, now)
}

/// True for a `last_seen_at` that is old enough to rewrite, or that lies ahead of the clock.
pub fn is_stale(now: DateTime<Utc>) -> Condition {
    let seen = session_row::Column::LastSeenAt;
    Condition::any().add(seen.lte(now - Duration::seconds(TOUCH_EVERY))).add(seen.gt(now + clock::SKEW))
}

/// True if a session was opened after all sessions of the account were last ended, and was not ended alone. A person who
/// can write to the database may put an older session back; it stays invalid (S10).
pub fn is_counted(data: &SessionData, account: &account::Stored) -> bool {
    let after = data.get(keys::SESSIONS_VERSION).and_then(Value::as_i64) == Some(account.sessions_version.into());
    after && number_of(data).is_some() && !was_ended(data, account)
}

/// True if the account lists a session as ended.
pub fn was_ended(data: &SessionData, account: &account::Stored) -> bool {
    data.get(keys::NUMBER).and_then(Value::as_str).is_some_and(|number| lists(account, number))
}

/// True if an account lists a session of that number as ended.
pub fn lists(account: &account::Stored, number: &str) -> bool {
    number_from(number).is_some_and(|number| ended::holds(account.ended_sessions.as_deref(), number))
}

/// The number of a session. Sessions of strangers have none.
pub fn number_of(data: &SessionData) -> Option<Number> {
    number_from(data.get(keys::NUMBER).and_then(Value::as_str)?)
}

/// Reads a number as the session's data has it.
pub fn number_from(text: &str) -> Option<Number> {
    hex::decode(text).ok()?.try_into().ok()
}

/// Distinguishes one forgery of a row from the next. Leaves out the time of last use, which an attacker would change at
/// every attempt.
pub fn as_found(row: &session_row::Model, why: &str) -> Vec<u8> {
    let columns = (why, row.account_id, row.tenant_id, row.idle_seconds, row.absolute_at, &row.data);
    digest(&SHA256, format!("{columns:?}").as_bytes()).as_ref().to_vec()
}
