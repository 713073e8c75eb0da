//! The rate limit of signing in. It counts failures, not sign-ins, and counts devices of the person apart from unknown
//! ones.

use super::counter::Counter;
use super::fault::Fault;
use super::readable;
use super::request::Request;
use super::throttle::{count, held, one_more, seconds, unseen_left};
use super::write::Write;
use crate::base::clock::{self, SKEW};
use crate::profile::Lockout;
use crate::state::AppState;
use crate::state::memory_limits::network_of;
use crate::state::running_attempts::RunningAttempt;
use crate::storage::entity::account;
use crate::storage::entity::throttle::{self, Column as C};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, IntoIden, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

/// A try that never ended, because its process was killed, counts for no longer than this.
pub const LOST: Duration = Duration::minutes(1);

/// Whether a try may begin.
pub enum Admission {
    Go(RunningAttempt),
    /// Every remaining try is being checked: once one of them has ended.
    Later,
    /// After so many seconds.
    Wait(u32),
}

/// How many seconds a try must wait in any case. It only reads, memory first: a refusal never waits for the writer's
/// lane.
pub async fn waits(
    request: &Request,
    db: &impl ConnectionTrait,
    email: &str,
    known: bool,
    rule: &Lockout,
) -> Result<Option<u32>, Fault> {
    let (now, ip) = (request.app.clock.now(), &request.origin.ip);
    if let Some(left) = request.app.memory_limits.wait(Counter::From.name(), ip, rule.per_address_per_minute, now) {
        return Ok(Some(seconds(left)));
    }
    let (counted, failed) = (within_a_minute(request, email, known, rule), failed_key(&request.app, email));
    let keys = counted.iter().map(|(key, _)| key).chain([&failed]).cloned();
    let rows = readable::all(&request.app, db, throttle::Entity::find().filter(C::Key.is_in(keys))).await?;
    let minute = counted.iter().find_map(|(key, most)| failed_enough(&rows, key, *most, now));
    let unseen = rows.iter().find(|row| row.key == failed && !known).and_then(|row| unseen_left(row, rule, now));
    Ok(minute.or(unseen).map(seconds))
}

/// What is left of the minute, if the limit of failures is reached.
fn failed_enough(rows: &[throttle::Model], key: &[u8], most: u32, now: DateTime<Utc>) -> Option<Duration> {
    let row = rows.iter().find(|row| row.key == key && row.count.unsigned_abs() >= most)?;
    clock::left(row.since, Duration::minutes(1), now)
}

/// Decides whether a try may begin. Failures count, not sign-ins: a whole office may come in at nine. A try in progress
/// counts as failed, so parallel tries cannot exceed the limit. On a device unknown to the account it is also noted in
/// the row, which all processes see.
pub async fn admit(
    request: &Request,
    tx: &Write,
    email: &str,
    known: bool,
    rule: &Lockout,
) -> Result<Admission, Fault> {
    let now = request.app.clock.now();
    let counted = within_a_minute(request, email, known, rule);
    let running = request.app.running_attempts.enter(counted.iter().map(|(key, _)| key.clone()).collect());
    let keys = counted.iter().map(|(key, _)| key).cloned();
    let rows = tx.all(throttle::Entity::find().filter(C::Key.is_in(keys))).await?;
    for ((key, most), ahead) in counted.iter().zip(&running.ahead) {
        if let Some(left) = failed_enough(&rows, key, *most, now) {
            return Ok(Admission::Wait(seconds(left)));
        }
        let row = rows.iter().find(|row| row.key == *key && clock::is_within(row.since, Duration::minutes(1), now));
        if row.map_or(0, |row| row.count.unsigned_abs()) + ahead >= *most {
            return Ok(Admission::Later);
        }
    }
    if known { Ok(Admission::Go(running)) } else { admit_unseen(request, tx, email, rule, running).await }
}

/// Unknown devices may begin the first tries in parallel, later ones one at a time, each after a longer wait.
async fn admit_unseen(
    request: &Request,
    tx: &Write,
    email: &str,
    rule: &Lockout,
    running: RunningAttempt,
) -> Result<Admission, Fault> {
    let (key, now) = (failed_key(&request.app, email), request.app.clock.now());
    let row = held(tx, key.clone(), now).await?;
    if let Some(left) = unseen_left(&row, rule, now) {
        return Ok(Admission::Wait(seconds(left)));
    }
    let open =
        if row.opened_at.is_some_and(|at| clock::is_within(at, LOST, now)) { row.open.unsigned_abs() } else { 0 };
    if open > 0 && rule.unseen_wait(row.count.unsigned_abs() + open) > Duration::zero() {
        return Ok(Admission::Later);
    }
    throttle::Entity::update_many()
        .col_expr(C::Open, live(C::Open, C::OpenedAt, now).add(1))
        .col_expr(C::OpenedAt, Expr::value(now))
        .filter(C::Key.eq(key))
        .exec(tx.db())
        .await?;
    Ok(Admission::Go(running))
}

/// The tries that are being checked, without those that were lost.
pub fn live(open: impl IntoIden + Copy, opened_at: impl IntoIden + Copy, now: DateTime<Utc>) -> SimpleExpr {
    let lost = Expr::col(opened_at).is_null().or(Expr::col(opened_at).lte(now - LOST));
    let lost = lost.or(Expr::col(opened_at).gt(now + SKEW));
    Expr::case(lost, 0).finally(Expr::col(open)).into()
}

pub fn one_less(open: impl IntoIden + Copy) -> SimpleExpr {
    Expr::case(Expr::col(open).gt(0), Expr::col(open).sub(1)).finally(0).into()
}

/// The counters of a minute with their limits: failures from one network, and failures with one address on a kind of
/// device.
fn within_a_minute(request: &Request, email: &str, known: bool, rule: &Lockout) -> [(Vec<u8>, u32); 2] {
    let keys = &request.app.keys;
    let seen = if known { Counter::Known } else { Counter::Unseen };
    [
        (Counter::From.key(keys, &network_of(&request.origin.ip)), rule.per_address_per_minute),
        (seen.key(keys, email), rule.per_account_per_minute),
    ]
}

/// Counts a failure. Returns true if it is the one that reached a limit of the minute.
pub async fn failed(request: &Request, tx: &Write, email: &str, known: bool, rule: &Lockout) -> Result<bool, Fault> {
    let now = request.app.clock.now();
    request.app.memory_limits.count(Counter::From.name(), &request.origin.ip, now);
    let mut closes = false;
    for (key, most) in within_a_minute(request, email, known, rule) {
        closes |= count(tx, key, now).await?.count.unsigned_abs() == most;
    }
    // A known device is counted as well, under another name, so that both cost the same work.
    let key = if known { Counter::KnownFailed.key(&request.app.keys, email) } else { failed_key(&request.app, email) };
    one_more(tx, key.clone(), now, rule).await?;
    throttle::Entity::update_many().col_expr(C::Open, one_less(C::Open)).filter(C::Key.eq(key)).exec(tx.db()).await?;
    Ok(closes)
}

/// Forgets the failures before a success: they were the person's own. Other tries may still be in progress.
pub async fn forget(tx: &Write, email: &str) -> Result<(), Fault> {
    throttle::Entity::update_many()
        .col_expr(C::Count, Expr::value(0))
        .col_expr(C::Open, one_less(C::Open))
        .filter(C::Key.eq(failed_key(tx.app(), email)))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Resets the counters of an account that got another password: guesses at the old one, and at codes, delay nobody.
pub async fn reset_counters(tx: &Write, of: &account::Model) -> Result<(), Fault> {
    let codes = Counter::CODES.iter().map(|what| what.key(&tx.app().keys, &of.id.to_string()));
    let mut keys: Vec<_> = codes.chain([failed_key(tx.app(), &of.email)]).collect();
    keys.sort_unstable();
    throttle::Entity::update_many().col_expr(C::Count, Expr::value(0)).filter(C::Key.is_in(keys)).exec(tx.db()).await?;
    Ok(())
}

fn failed_key(app: &AppState, email: &str) -> Vec<u8> {
    Counter::Failed.key(&app.keys, email)
}
