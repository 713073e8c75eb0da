//! Rate limits. They are counted in the database, so that all processes count together, and in memory, in case somebody
//! empties the database's counters (`state::guesses`): the larger count decides. Accounts that do not exist are counted in
//! the same way. A transaction that changes a counter and an account changes the counter first, so that
//! there are no deadlocks.

use super::counter::Counter;
use super::fault::Fault;
use super::request::Request;
use super::write::Write;
use crate::base::clock::{self, SKEW};
use crate::profile::{self, Lockout};
use crate::state::guesses::{GuessKey, Span};
use crate::state::memory_limits::network_of;
use crate::storage::counted;
use crate::storage::entity::throttle::{self, Column as C};
use app::error::AppError;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, OnConflict, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set};
use uuid::Uuid;

/// The response to a request that must wait.
pub fn too_many(retry_after: u32) -> Fault {
    AppError::TooMany { retry_after }.into()
}

/// Clears the charges of an account after a success.
pub async fn settle(tx: &Write, what: Counter, account: Uuid) -> Result<(), Fault> {
    let key = what.key(&tx.app().keys, &account.to_string());
    throttle::Entity::delete_many().filter(C::Key.eq(key.clone())).exec(tx.db()).await?;
    tx.guesses().forget(key);
    Ok(())
}

/// Allows a number of requests from one network per minute. The count is in memory, so a refusal costs no query.
pub fn limit(request: &Request, what: Counter, most: u32) -> Result<(), Fault> {
    let entered = request.app.memory_limits.enter(what.name(), &request.origin.ip, most, request.app.clock.now());
    entered.map_err(|left| too_many(seconds(left)))
}

/// Allows a number of requests from one network per minute, across all processes. The count is in the database, for requests
/// that write anyway.
pub async fn at_most(request: &Request, tx: &Write, what: Counter, most: u32) -> Result<(), Fault> {
    let (key, now) = (what.key(&request.app.keys, &network_of(&request.origin.ip)), request.app.clock.now());
    let row = count(tx, &key.into(), now).await?;
    if row.count.unsigned_abs() <= most {
        return Ok(());
    }
    let left = clock::left(row.since, Duration::minutes(1), now).unwrap_or_else(Duration::zero);
    Err(too_many(seconds(left)))
}

/// Allows a number of uses within a time. If the limit is reached, returns the time of the next one.
pub async fn within(
    tx: &Write,
    what: Counter,
    whom: &str,
    most: u32,
    span: Duration,
) -> Result<Option<DateTime<Utc>>, Fault> {
    let key = what.key(&tx.app().keys, whom);
    let row = count_within(tx, &key.into(), tx.app().clock.now(), span).await?;
    Ok((row.count.unsigned_abs() > most).then(|| row.since + span))
}

/// Removes counters that have expired.
pub async fn sweep(tx: &Write) -> Result<(), Fault> {
    let now = tx.app().clock.now();
    let longest = profile::all().map(|profile| profile.lockout.forget()).max().unwrap_or_default();
    throttle::Entity::delete_many().filter(C::Since.lte(now - longest)).exec(tx.db()).await?;
    // A start in the future was written while the clock was ahead, and would keep the counter too long.
    let ahead = throttle::Entity::update_many().col_expr(C::Since, Expr::value(now));
    ahead.filter(C::Since.gt(now + SKEW)).exec(tx.db()).await?;
    Ok(())
}

/// The remaining wait after the last failure.
pub(super) fn unseen_left(row: &throttle::Model, rule: &Lockout, now: DateTime<Utc>) -> Option<Duration> {
    clock::left(row.since, rule.unseen_wait(row.count.unsigned_abs()), now)
}

pub(super) fn seconds(left: Duration) -> u32 {
    u32::try_from(left.num_milliseconds().div_euclid(1000) + 1).unwrap_or(u32::MAX)
}

/// Returns the row of a key, created if needed and locked, so that parallel tries are checked one after another. What memory
/// knows of it follows.
pub(super) async fn held(tx: &Write, of: &GuessKey, now: DateTime<Utc>) -> Result<Vec<throttle::Model>, Fault> {
    let key = of.key.clone();
    let same = Expr::col((throttle::Entity, C::Count));
    let lock = OnConflict::column(C::Key).value(C::Count, same).to_owned();
    throttle::Entity::insert(new_row(key.clone(), 0, now)).on_conflict(lock).exec_without_returning(tx.db()).await?;
    let row = find(tx, key).await?.ok_or_else(|| Fault::internal("a counter is gone"))?;
    Ok(std::iter::once(row).chain(tx.app().guesses.rows(std::slice::from_ref(of), now)).collect())
}

fn new_row(key: Vec<u8>, count: i32, now: DateTime<Utc>) -> throttle::ActiveModel {
    throttle::ActiveModel { key: Set(key), count: Set(count), since: Set(now), open: Set(0), opened_at: Set(None) }
}

pub(super) async fn find(tx: &Write, key: Vec<u8>) -> Result<Option<throttle::Model>, Fault> {
    Ok(tx.one(throttle::Entity::find_by_id(key)).await?.there()?)
}

/// Adds one to a row. The count starts again if nothing was added for the time in the profile. Returns the count in memory.
pub(super) async fn one_more(tx: &Write, of: &GuessKey, now: DateTime<Utc>, rule: &Lockout) -> Result<u32, Fault> {
    let old = Expr::col((throttle::Entity, C::Since)).lte(now - rule.forget());
    let next = Expr::case(old, 1).finally(one_more_than_stored());
    let update = OnConflict::column(C::Key).value(C::Count, next).value(C::Since, Expr::value(now)).to_owned();
    upsert(tx, of.key.clone(), now, update).await?;
    Ok(tx.guesses().count(of, Span::Last(rule.forget()), now).count.unsigned_abs())
}

fn one_more_than_stored() -> SimpleExpr {
    counted::one_more(Expr::col((throttle::Entity, C::Count)))
}

/// Adds one to the count of the minute.
pub(super) async fn count(tx: &Write, of: &GuessKey, now: DateTime<Utc>) -> Result<throttle::Model, Fault> {
    count_within(tx, of, now, Duration::minutes(1)).await
}

/// Adds one to the count of some time. Returns the larger count: the database's or memory's.
async fn count_within(tx: &Write, of: &GuessKey, now: DateTime<Utc>, span: Duration) -> Result<throttle::Model, Fault> {
    let since = || Expr::col((throttle::Entity, C::Since));
    let old = || since().lte(now - span).or(since().gt(now + SKEW));
    let next = Expr::case(old(), 1).finally(one_more_than_stored());
    let since = Expr::case(old(), Expr::value(now)).finally(since());
    let update = OnConflict::column(C::Key).value(C::Count, next).value(C::Since, since).to_owned();
    upsert(tx, of.key.clone(), now, update).await?;
    let here = tx.guesses().count(of, Span::First(span), now);
    let stored = find(tx, of.key.clone()).await?.ok_or_else(|| Fault::internal("a counter is gone"))?;
    Ok(if here.count.unsigned_abs() > stored.count.unsigned_abs() { here } else { stored })
}

async fn upsert(tx: &Write, key: Vec<u8>, now: DateTime<Utc>, update: OnConflict) -> Result<(), Fault> {
    throttle::Entity::insert(new_row(key, 1, now)).on_conflict(update).exec_without_returning(tx.db()).await?;
    Ok(())
}
