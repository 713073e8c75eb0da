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
use crate::state::guesses::{GuessKey, ResetMark};
use crate::state::memory_limits::network_of;
use crate::state::running_attempts::RunningAttempt;
use crate::storage::counted;
use crate::storage::entity::account;
use crate::storage::entity::throttle::{self, Column as C};
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, IntoIden, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};
use uuid::Uuid;

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

/// Whom a try is about: an address, and its account if there is one.
#[derive(Clone, Copy)]
pub struct Addressed<'a> {
    pub email: &'a str,
    pub account: Option<&'a account::Model>,
}

impl Addressed<'_> {
    /// The failures since the last success.
    fn failed(self, app: &AppState) -> GuessKey {
        GuessKey { key: failed_key(app, self.email), mark: self.account.and_then(|account| ResetMark::of(account)) }
    }
}

/// How many seconds a try must wait in any case. It only reads, memory first: a refusal never waits for the writer's
/// lane.
pub async fn waits(
    request: &Request,
    db: &impl ConnectionTrait,
    of: Addressed<'_>,
    known: bool,
    rule: &Lockout,
) -> Result<Option<u32>, Fault> {
    let (app, now) = (&request.app, request.app.clock.now());
    let (counted, failed) = (within_a_minute(request, of.email, known, rule), of.failed(app));
    let wait = |rows: &[throttle::Model]| {
        let minute = counted.iter().find_map(|(of, most)| failed_enough(rows, of, *most, now));
        let unseen = rows.iter().filter(|row| row.key == failed.key && !known);
        minute.or(unseen.filter_map(|row| unseen_left(row, rule, now)).max()).map(seconds)
    };
    let keys: Vec<GuessKey> = counted.iter().map(|(of, _)| of).chain([&failed]).cloned().collect();
    if let Some(seconds) = wait(&app.guesses.rows(&keys, now)) {
        return Ok(Some(seconds));
    }
    let keys = keys.into_iter().map(|of| of.key);
    Ok(wait(&readable::all(app, db, throttle::Entity::find().filter(C::Key.is_in(keys))).await?))
}

/// What is left of the minute, if the limit of failures is reached in the database or in memory.
fn failed_enough(rows: &[throttle::Model], of: &GuessKey, most: u32, now: DateTime<Utc>) -> Option<Duration> {
    let full = rows.iter().filter(|row| row.key == of.key && row.count.unsigned_abs() >= most);
    full.filter_map(|row| clock::left(row.since, Duration::minutes(1), now)).max()
}

/// The failures of the minute so far.
fn failed_so_far(rows: &[throttle::Model], of: &GuessKey, now: DateTime<Utc>) -> u32 {
    let counts = rows.iter().filter(|row| row.key == of.key && clock::is_within(row.since, Duration::minutes(1), now));
    counts.map(|row| row.count.unsigned_abs()).max().unwrap_or_default()
}

/// Decides whether a try may begin. Failures count, not sign-ins: a whole office may come in at nine. A try in progress
/// counts as failed, so parallel tries cannot exceed the limit. On a device unknown to the account it is also noted in
/// the row, which all processes see.
pub async fn admit(
    request: &Request,
    tx: &Write,
    of: Addressed<'_>,
    known: bool,
    rule: &Lockout,
) -> Result<Admission, Fault> {
    let now = request.app.clock.now();
    let counted = within_a_minute(request, of.email, known, rule);
    let keys: Vec<GuessKey> = counted.iter().map(|(of, _)| of).cloned().collect();
    let running = request.app.running_attempts.enter(keys.iter().map(|of| of.key.clone()).collect());
    let in_memory = request.app.guesses.rows(&keys, now);
    let mut rows = tx.all(throttle::Entity::find().filter(C::Key.is_in(keys.into_iter().map(|of| of.key)))).await?;
    rows.extend(in_memory);
    for ((which, most), ahead) in counted.iter().zip(&running.ahead) {
        if let Some(left) = failed_enough(&rows, which, *most, now) {
            return Ok(Admission::Wait(seconds(left)));
        }
        if failed_so_far(&rows, which, now).saturating_add(*ahead) >= *most {
            return Ok(Admission::Later);
        }
    }
    if known { Ok(Admission::Go(running)) } else { admit_unseen(request, tx, of, rule, running).await }
}

/// Unknown devices may begin the first tries in parallel, later ones one at a time, each after a longer wait.
async fn admit_unseen(
    request: &Request,
    tx: &Write,
    of: Addressed<'_>,
    rule: &Lockout,
    running: RunningAttempt,
) -> Result<Admission, Fault> {
    let (failed, now) = (of.failed(&request.app), request.app.clock.now());
    let rows = held(tx, &failed, now).await?;
    if let Some(left) = rows.iter().filter_map(|row| unseen_left(row, rule, now)).max() {
        return Ok(Admission::Wait(seconds(left)));
    }
    let is_live = |row: &&throttle::Model| row.opened_at.is_some_and(|at| clock::is_within(at, LOST, now));
    let stored = rows.iter().filter(is_live).map(|row| row.open.unsigned_abs()).max().unwrap_or_default();
    let open = std::cmp::max(stored, running.ahead_of_account());
    let so_far = rows.iter().map(|row| row.count.unsigned_abs()).max().unwrap_or_default();
    if open > 0 && rule.unseen_wait(so_far.saturating_add(open)) > Duration::zero() {
        return Ok(Admission::Later);
    }
    throttle::Entity::update_many()
        .col_expr(C::Open, counted::one_more(live(C::Open, C::OpenedAt, now)))
        .col_expr(C::OpenedAt, Expr::value(now))
        .filter(C::Key.eq(failed.key))
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
fn within_a_minute(request: &Request, email: &str, known: bool, rule: &Lockout) -> [(GuessKey, u32); 2] {
    let keys = &request.app.keys;
    let seen = if known { Counter::Known } else { Counter::Unseen };
    [
        (Counter::From.key(keys, &network_of(&request.origin.ip)).into(), rule.per_address_per_minute),
        (seen.key(keys, email).into(), rule.per_account_per_minute),
    ]
}

/// Counts a failure. Returns true if it is the one that reached a limit of the minute.
pub async fn failed(
    request: &Request,
    tx: &Write,
    of: Addressed<'_>,
    known: bool,
    rule: &Lockout,
) -> Result<bool, Fault> {
    let now = request.app.clock.now();
    let mut closes = false;
    for (which, most) in within_a_minute(request, of.email, known, rule) {
        closes |= count(tx, &which, now).await?.count.unsigned_abs() == most;
    }
    // A known device is counted as well, under another name, so that both cost the same work.
    let on_known = Counter::KnownFailed.key(&request.app.keys, of.email);
    let failed = if known { on_known.into() } else { of.failed(&request.app) };
    one_more(tx, &failed, now, rule).await?;
    let ended = throttle::Entity::update_many().col_expr(C::Open, one_less(C::Open)).filter(C::Key.eq(failed.key));
    ended.exec(tx.db()).await?;
    Ok(closes)
}

/// Forgets the failures before a success: they were the person's own. Other tries may still be in progress.
pub async fn forget(tx: &Write, email: &str) -> Result<(), Fault> {
    let key = failed_key(tx.app(), email);
    throttle::Entity::update_many()
        .col_expr(C::Count, Expr::value(0))
        .col_expr(C::Open, one_less(C::Open))
        .filter(C::Key.eq(key.clone()))
        .exec(tx.db())
        .await?;
    tx.guesses().forget(key);
    Ok(())
}

/// Ends a try on an unknown device that was neither a failure nor a success. Failures before it stay.
pub async fn give_back(tx: &Write, email: &str) -> Result<(), Fault> {
    let ended = throttle::Entity::update_many().col_expr(C::Open, one_less(C::Open));
    ended.filter(C::Key.eq(failed_key(tx.app(), email))).exec(tx.db()).await?;
    Ok(())
}

/// Resets the counters of an account that got another password: guesses at the old one, and at codes, delay nobody.
pub async fn reset_counters(tx: &Write, of: &account::Model) -> Result<(), Fault> {
    let codes = Counter::CODES.iter().map(|what| what.key(&tx.app().keys, &of.id.to_string()));
    let mut keys: Vec<_> = codes.chain([failed_key(tx.app(), &of.email)]).collect();
    keys.sort_unstable();
    let zero = throttle::Entity::update_many().col_expr(C::Count, Expr::value(0));
    zero.filter(C::Key.is_in(keys.clone())).exec(tx.db()).await?;
    for key in keys {
        tx.guesses().forget(key);
    }
    forget_wrong(tx, of.id);
    Ok(())
}

/// Forgets the wrong passwords that memory counts beside the account's row.
pub fn forget_wrong(tx: &Write, account: Uuid) {
    for what in Counter::WRONG {
        tx.guesses().forget(what.key(&tx.app().keys, &account.to_string()));
    }
}

fn failed_key(app: &AppState, email: &str) -> Vec<u8> {
    Counter::Failed.key(&app.keys, email)
}
