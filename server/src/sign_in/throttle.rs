//! How often somebody may try. Counted in the database, so that several processes count together, and the same way for
//! accounts that do not exist. Whoever changes a counter and an account changes the counter first: in one order nobody
//! waits for each other.

use super::flights::Flight;
use super::places::place;
use crate::app_state::App;
use crate::clock::{self, SKEW};
use crate::door::{Request, Write};
use crate::entity::account;
use crate::entity::throttle::{self, Column as C};
use crate::fault::Fault;
use crate::profile::{self, Lockout};
use crate::second_factor;
use app::error::AppError;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, IntoIden, OnConflict, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, Set};
use uuid::Uuid;

/// What guesses at the current password on an open session are counted under.
pub const CURRENT_PASSWORD: &str = "current password";

/// What failures to sign in from one place are counted under.
const FROM: &str = "from";

/// A try that never ended, because its process was killed, counts no longer than this.
pub const LOST: Duration = Duration::minutes(1);

/// What becomes of somebody who wants to try.
pub enum Turn {
    Go(Flight),
    /// As many are being checked as may still fail: once one of them has ended.
    Later,
    /// After so many seconds.
    Wait(u32),
}

/// Whether somebody who wants to try must wait in any case, and for how many seconds. It is read, in memory first: whoever
/// waits costs no turn of those who write.
pub async fn waits(
    request: &Request,
    db: &impl ConnectionTrait,
    email: &str,
    known: bool,
    rule: &Lockout,
) -> Result<Option<u32>, Fault> {
    let (now, ip) = (request.app.clock.now(), &request.origin.ip);
    if let Some(left) = request.app.places.wait(FROM, ip, rule.per_address_per_minute, now) {
        return Ok(Some(seconds(left)));
    }
    let (counted, failed) = (within_a_minute(request, email, known, rule), failed_key(&request.app, email));
    let keys = counted.iter().map(|(key, _)| key).chain([&failed]).cloned();
    let rows = throttle::Entity::find().filter(C::Key.is_in(keys)).all(db).await?;
    let minute = counted.iter().find_map(|(key, most)| failed_enough(&rows, key, *most, now));
    let unseen = rows.iter().find(|row| row.key == failed && !known).and_then(|row| unseen_left(row, rule, now));
    Ok(minute.or(unseen).map(seconds))
}

/// What is left of the minute in which somebody has failed as often as they may.
fn failed_enough(rows: &[throttle::Model], key: &[u8], most: u32, now: DateTime<Utc>) -> Option<Duration> {
    let row = rows.iter().find(|row| row.key == key && row.count.unsigned_abs() >= most)?;
    clock::left(row.since, Duration::minutes(1), now)
}

/// How long outsiders still wait after their last failure.
fn unseen_left(row: &throttle::Model, rule: &Lockout, now: DateTime<Utc>) -> Option<Duration> {
    clock::left(row.since, rule.unseen_wait(row.count.unsigned_abs()), now)
}

/// Whether an attempt may begin. Failures count, not sign-ins: a whole office may come in at nine. What is being checked
/// counts as a failure until it has ended, so that nothing slips through by coming together. On devices that never signed
/// in to the account the attempt is noted in the row, which all processes see.
pub async fn turn(request: &Request, tx: &Write, email: &str, known: bool, rule: &Lockout) -> Result<Turn, Fault> {
    let now = request.app.clock.now();
    let counted = within_a_minute(request, email, known, rule);
    let flight = request.app.flights.enter(counted.iter().map(|(key, _)| key.clone()).collect());
    let keys = counted.iter().map(|(key, _)| key).cloned();
    let rows = throttle::Entity::find().filter(C::Key.is_in(keys)).all(tx.db()).await?;
    for ((key, most), ahead) in counted.iter().zip(&flight.ahead) {
        if let Some(left) = failed_enough(&rows, key, *most, now) {
            return Ok(Turn::Wait(seconds(left)));
        }
        let row = rows.iter().find(|row| row.key == *key && clock::is_within(row.since, Duration::minutes(1), now));
        if row.map_or(0, |row| row.count.unsigned_abs()) + ahead >= *most {
            return Ok(Turn::Later);
        }
    }
    if known { Ok(Turn::Go(flight)) } else { unseen_turn(request, tx, email, rule, flight).await }
}

/// Outsiders have the first tries together; after them one at a time, each after a longer wait.
async fn unseen_turn(
    request: &Request,
    tx: &Write,
    email: &str,
    rule: &Lockout,
    flight: Flight,
) -> Result<Turn, Fault> {
    let (key, now) = (failed_key(&request.app, email), request.app.clock.now());
    let row = held(tx, key.clone(), now).await?;
    if let Some(left) = unseen_left(&row, rule, now) {
        return Ok(Turn::Wait(seconds(left)));
    }
    let open =
        if row.opened_at.is_some_and(|at| clock::is_within(at, LOST, now)) { row.open.unsigned_abs() } else { 0 };
    if open > 0 && rule.unseen_wait(row.count.unsigned_abs() + open) > Duration::zero() {
        return Ok(Turn::Later);
    }
    throttle::Entity::update_many()
        .col_expr(C::Open, live(C::Open, C::OpenedAt, now).add(1))
        .col_expr(C::OpenedAt, Expr::value(now))
        .filter(C::Key.eq(key))
        .exec(tx.db())
        .await?;
    Ok(Turn::Go(flight))
}

/// Tries that are being checked, those that were lost left out.
pub fn live(open: impl IntoIden + Copy, opened_at: impl IntoIden + Copy, now: DateTime<Utc>) -> SimpleExpr {
    let lost = Expr::col(opened_at).is_null().or(Expr::col(opened_at).lte(now - LOST));
    let lost = lost.or(Expr::col(opened_at).gt(now + SKEW));
    Expr::case(lost, 0).finally(Expr::col(open)).into()
}

pub fn one_less(open: impl IntoIden + Copy) -> SimpleExpr {
    Expr::case(Expr::col(open).gt(0), Expr::col(open).sub(1)).finally(0).into()
}

fn seconds(left: Duration) -> u32 {
    u32::try_from(left.num_milliseconds().div_euclid(1000) + 1).unwrap_or(u32::MAX)
}

/// What is counted within a minute, and how often it may happen: failures from one place, and with one address. People
/// on a device of theirs are counted apart from everybody else.
fn within_a_minute(request: &Request, email: &str, known: bool, rule: &Lockout) -> [(Vec<u8>, u32); 2] {
    let keys = &request.app.keys;
    let seen = if known { "known" } else { "unseen" };
    [
        (keys.throttle_key(FROM, &place(&request.origin.ip)), rule.per_address_per_minute),
        (keys.throttle_key(seen, email), rule.per_account_per_minute),
    ]
}

/// The answer to whoever must wait.
pub fn too_many(retry_after: u32) -> Fault {
    AppError::TooMany { retry_after }.into()
}

/// Counts a failure. Answers whether it was the one that closes a counter for the rest of its minute.
pub async fn failed(request: &Request, tx: &Write, email: &str, known: bool, rule: &Lockout) -> Result<bool, Fault> {
    let now = request.app.clock.now();
    request.app.places.count(FROM, &request.origin.ip, now);
    let mut closes = false;
    for (key, most) in within_a_minute(request, email, known, rule) {
        closes |= count(tx, key, now).await?.count.unsigned_abs() == most;
    }
    // Whoever is known is counted as well, under a name of its own: the same work for all.
    let key =
        if known { request.app.keys.throttle_key("known failed", email) } else { failed_key(&request.app, email) };
    one_more(tx, key.clone(), now, rule).await?;
    throttle::Entity::update_many().col_expr(C::Open, one_less(C::Open)).filter(C::Key.eq(key)).exec(tx.db()).await?;
    Ok(closes)
}

/// Charges one more try at something to an account, before it is looked at. Answers how many there were without a
/// success between them.
pub async fn charge(request: &Request, tx: &Write, what: &str, account: Uuid, rule: &Lockout) -> Result<u32, Fault> {
    let (key, now) = (request.app.keys.throttle_key(what, &account.to_string()), request.app.clock.now());
    one_more(tx, key.clone(), now, rule).await?;
    Ok(find(tx, key).await?.map_or(0, |row| row.count.unsigned_abs()))
}

/// As `charge`, but whoever failed before waits as the profile says, longer and longer. Answers the seconds to wait, if
/// so; then nothing was charged. The row's lock is taken first: what comes together is looked at one after the other.
pub async fn charge_or_wait(
    request: &Request,
    tx: &Write,
    what: &str,
    account: Uuid,
    rule: &Lockout,
) -> Result<Option<u32>, Fault> {
    let (key, now) = (request.app.keys.throttle_key(what, &account.to_string()), request.app.clock.now());
    let row = held(tx, key.clone(), now).await?;
    if let Some(left) = unseen_left(&row, rule, now) {
        return Ok(Some(seconds(left)));
    }
    one_more(tx, key, now, rule).await?;
    Ok(None)
}

/// What was charged has come to a success.
pub async fn settle(request: &Request, tx: &Write, what: &str, account: Uuid) -> Result<(), Fault> {
    let key = request.app.keys.throttle_key(what, &account.to_string());
    throttle::Entity::delete_many().filter(C::Key.eq(key)).exec(tx.db()).await?;
    Ok(())
}

/// Lets so many of something through from one place within a minute, counted in memory: what is asked for is refused before
/// anything is read or written for it.
pub fn knock(request: &Request, what: &'static str, most: u32) -> Result<(), Fault> {
    let entered = request.app.places.enter(what, &request.origin.ip, most, request.app.clock.now());
    entered.map_err(|left| too_many(seconds(left)))
}

/// The same, counted in the database by all processes together, for what is written anyway.
pub async fn at_most(request: &Request, tx: &Write, what: &str, most: u32) -> Result<(), Fault> {
    let (key, now) = (request.app.keys.throttle_key(what, &place(&request.origin.ip)), request.app.clock.now());
    let row = count(tx, key, now).await?;
    if row.count.unsigned_abs() <= most {
        return Ok(());
    }
    let left = clock::left(row.since, Duration::minutes(1), now).unwrap_or_else(Duration::zero);
    Err(too_many(seconds(left)))
}

/// Lets so many of something through within a time, whoever asks. Answers from when on the next one may come, if this one may
/// not.
pub async fn within(tx: &Write, key: Vec<u8>, most: u32, span: Duration) -> Result<Option<DateTime<Utc>>, Fault> {
    let row = count_within(tx, key, tx.app().clock.now(), span).await?;
    Ok((row.count.unsigned_abs() > most).then(|| row.since + span))
}

/// The person has proved who they are: failures before that were theirs. Their own attempt has ended, others may still be
/// checked.
pub async fn forget(request: &Request, tx: &Write, email: &str) -> Result<(), Fault> {
    throttle::Entity::update_many()
        .col_expr(C::Count, Expr::value(0))
        .col_expr(C::Open, one_less(C::Open))
        .filter(C::Key.eq(failed_key(&request.app, email)))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// The account is opened again with another password: guesses at the one before, and at codes, keep nobody waiting.
pub async fn start_anew(tx: &Write, of: &account::Model) -> Result<(), Fault> {
    let codes = second_factor::CODES.iter().map(|what| tx.app().keys.throttle_key(what, &of.id.to_string()));
    let mut keys: Vec<_> = codes.chain([failed_key(tx.app(), &of.email)]).collect();
    keys.sort_unstable();
    throttle::Entity::update_many().col_expr(C::Count, Expr::value(0)).filter(C::Key.is_in(keys)).exec(tx.db()).await?;
    Ok(())
}

/// Removes counters that nobody asks for any more.
pub async fn sweep(app: &std::sync::Arc<App>) -> Result<(), Fault> {
    let tx = Request::system(app, crate::keys::PROVIDER, "throttle").public(crate::door::PublicUse::SignIn).await?;
    let longest = profile::all().map(|profile| profile.lockout.forget()).max().unwrap_or_default();
    throttle::Entity::delete_many().filter(C::Since.lte(app.clock.now() - longest)).exec(tx.db()).await?;
    // What began in the future began when the clock was wrong; else it would stay for as long as that was ahead.
    let ahead = throttle::Entity::update_many().col_expr(C::Since, Expr::value(app.clock.now()));
    ahead.filter(C::Since.gt(app.clock.now() + SKEW)).exec(tx.db()).await?;
    second_factor::by_mail::sweep(&tx, app.clock.now()).await?;
    tx.commit_progress(crate::door::Progress::Attempt).await
}

fn failed_key(app: &App, email: &str) -> Vec<u8> {
    app.keys.throttle_key("failed", email)
}

/// The row of a key, made if need be and locked: what comes together is looked at one after the other.
async fn held(tx: &Write, key: Vec<u8>, now: DateTime<Utc>) -> Result<throttle::Model, Fault> {
    let same = Expr::col((throttle::Entity, C::Count));
    let lock = OnConflict::column(C::Key).value(C::Count, same).to_owned();
    throttle::Entity::insert(new_row(key.clone(), 0, now)).on_conflict(lock).exec_without_returning(tx.db()).await?;
    find(tx, key).await?.ok_or_else(|| Fault::internal("a counter is gone"))
}

fn new_row(key: Vec<u8>, count: i32, now: DateTime<Utc>) -> throttle::ActiveModel {
    throttle::ActiveModel { key: Set(key), count: Set(count), since: Set(now), open: Set(0), opened_at: Set(None) }
}

async fn find(tx: &Write, key: Vec<u8>) -> Result<Option<throttle::Model>, Fault> {
    Ok(throttle::Entity::find_by_id(key).one(tx.db()).await?)
}

/// One more in a row, which ends when nothing is added for as long as the profile says.
async fn one_more(tx: &Write, key: Vec<u8>, now: DateTime<Utc>, rule: &Lockout) -> Result<(), Fault> {
    let old = Expr::col((throttle::Entity, C::Since)).lte(now - rule.forget());
    let next = Expr::case(old, 1).finally(Expr::col((throttle::Entity, C::Count)).add(1));
    let update = OnConflict::column(C::Key).value(C::Count, next).value(C::Since, Expr::value(now)).to_owned();
    upsert(tx, key, now, update).await
}

/// One more within the minute.
async fn count(tx: &Write, key: Vec<u8>, now: DateTime<Utc>) -> Result<throttle::Model, Fault> {
    count_within(tx, key, now, Duration::minutes(1)).await
}

async fn count_within(tx: &Write, key: Vec<u8>, now: DateTime<Utc>, span: Duration) -> Result<throttle::Model, Fault> {
    let since = || Expr::col((throttle::Entity, C::Since));
    let old = || since().lte(now - span).or(since().gt(now + SKEW));
    let next = Expr::case(old(), 1).finally(Expr::col((throttle::Entity, C::Count)).add(1));
    let since = Expr::case(old(), Expr::value(now)).finally(since());
    let update = OnConflict::column(C::Key).value(C::Count, next).value(C::Since, since).to_owned();
    upsert(tx, key.clone(), now, update).await?;
    find(tx, key).await?.ok_or_else(|| Fault::internal("a counter is gone"))
}

async fn upsert(tx: &Write, key: Vec<u8>, now: DateTime<Utc>, update: OnConflict) -> Result<(), Fault> {
    throttle::Entity::insert(new_row(key, 1, now)).on_conflict(update).exec_without_returning(tx.db()).await?;
    Ok(())
}
