//! How often somebody may try. Counted in the database, so that several processes count together, and the same way for
//! accounts that do not exist.

use crate::door::{Request, Write};
use crate::entity::throttle::{self, Column as C};
use crate::fault::Fault;
use crate::profile::Lockout;
use app::error::AppError;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set};
use uuid::Uuid;

/// What guesses at the current password on an open session are counted under.
pub const CURRENT_PASSWORD: &str = "current password";

/// Failures that are older than this are forgotten.
const FORGOTTEN: Duration = Duration::hours(24);

/// Seconds until the next attempt is looked at; none lets this one through. Failures count, not sign-ins: a whole office
/// may come in at nine.
pub async fn wait(
    request: &Request,
    tx: &Write,
    email: &str,
    known: bool,
    rule: &Lockout,
) -> Result<Option<u32>, Fault> {
    let now = request.app.clock.now();
    let failed = failed_key(request, email);
    let counted = within_a_minute(request, email, known, rule);
    let keys = counted.iter().map(|(key, _)| key).chain([&failed]).cloned();
    let rows = throttle::Entity::find().filter(C::Key.is_in(keys)).all(tx.db()).await?;
    let row = |key: &[u8]| rows.iter().find(|row| row.key == key);
    let minute = counted.iter().filter_map(|(key, most)| row(key).filter(|row| row.count.unsigned_abs() >= *most));
    let failures = row(&failed).filter(|_| !known).map(|row| row.since + rule.unseen_wait(row.count.unsigned_abs()));
    let until = minute.map(|row| row.since + Duration::minutes(1)).chain(failures).max();
    let wait = until.map(|until| (until - now).num_milliseconds()).filter(|millis| *millis > 0);
    Ok(wait.map(|millis| u32::try_from(millis.div_euclid(1000) + 1).unwrap_or(u32::MAX)))
}

/// What is counted within a minute, and how often it may happen: failures from one place, and with one address. People
/// on a device of theirs are counted apart from everybody else.
fn within_a_minute(request: &Request, email: &str, known: bool, rule: &Lockout) -> [(Vec<u8>, u32); 2] {
    let keys = &request.app.keys;
    let seen = if known { "known" } else { "unseen" };
    [
        (keys.throttle_key("from", &request.origin.ip), rule.per_address_per_minute),
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
    let mut closes = false;
    for (key, most) in within_a_minute(request, email, known, rule) {
        closes |= count(tx, key, now).await?.count.unsigned_abs() == most;
    }
    // Whoever is known is counted as well, under a name of its own: the same work for all.
    let key = if known { request.app.keys.throttle_key("known failed", email) } else { failed_key(request, email) };
    one_more(tx, key, now).await?;
    Ok(closes)
}

/// Charges one more try at something to an account, before it is looked at. Answers how many there were without a
/// success between them.
pub async fn charge(request: &Request, tx: &Write, what: &str, account: Uuid) -> Result<u32, Fault> {
    let (key, now) = (request.app.keys.throttle_key(what, &account.to_string()), request.app.clock.now());
    one_more(tx, key.clone(), now).await?;
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
    let same = Expr::col((throttle::Entity, C::Count));
    let lock = OnConflict::column(C::Key).value(C::Count, same).to_owned();
    let row = throttle::ActiveModel { key: Set(key.clone()), count: Set(0), since: Set(now) };
    throttle::Entity::insert(row).on_conflict(lock).exec_without_returning(tx.db()).await?;
    let row = find(tx, key.clone()).await?.ok_or_else(|| Fault::internal("a counter is gone"))?;
    let left = row.since + rule.unseen_wait(row.count.unsigned_abs()) - now;
    if left > Duration::zero() {
        return Ok(Some(u32::try_from(left.num_milliseconds().div_euclid(1000) + 1).unwrap_or(u32::MAX)));
    }
    one_more(tx, key, now).await?;
    Ok(None)
}

/// What was charged has come to a success.
pub async fn settle(request: &Request, tx: &Write, what: &str, account: Uuid) -> Result<(), Fault> {
    let key = request.app.keys.throttle_key(what, &account.to_string());
    throttle::Entity::delete_many().filter(C::Key.eq(key)).exec(tx.db()).await?;
    Ok(())
}

/// Lets so many of something through from one place within a minute; the next one waits.
pub async fn at_most(request: &Request, tx: &Write, what: &str, most: u32) -> Result<(), Fault> {
    let (key, now) = (request.app.keys.throttle_key(what, &request.origin.ip), request.app.clock.now());
    let row = count(tx, key, now).await?;
    if row.count.unsigned_abs() <= most {
        return Ok(());
    }
    let left = row.since + Duration::minutes(1) - now;
    Err(too_many(u32::try_from(left.num_milliseconds().div_euclid(1000) + 1).unwrap_or(u32::MAX)))
}

/// The person has proved who they are: failures before that were theirs.
pub async fn forget(request: &Request, tx: &Write, email: &str) -> Result<(), Fault> {
    throttle::Entity::delete_many().filter(C::Key.eq(failed_key(request, email))).exec(tx.db()).await?;
    Ok(())
}

/// Removes counters that nobody asks for any more.
pub async fn sweep(app: &std::sync::Arc<crate::app_state::App>) -> Result<(), Fault> {
    let tx = Request::system(app, crate::keys::PROVIDER, "throttle").public(crate::door::PublicUse::SignIn).await?;
    throttle::Entity::delete_many().filter(C::Since.lte(app.clock.now() - FORGOTTEN)).exec(tx.db()).await?;
    crate::second_factor::by_mail::sweep(&tx, app.clock.now()).await?;
    tx.commit_progress(crate::door::Progress::Attempt).await
}

fn failed_key(request: &Request, email: &str) -> Vec<u8> {
    request.app.keys.throttle_key("failed", email)
}

async fn find(tx: &Write, key: Vec<u8>) -> Result<Option<throttle::Model>, Fault> {
    Ok(throttle::Entity::find_by_id(key).one(tx.db()).await?)
}

/// One more in a row; a quiet day ends the row.
async fn one_more(tx: &Write, key: Vec<u8>, now: DateTime<Utc>) -> Result<(), Fault> {
    let old = Expr::col((throttle::Entity, C::Since)).lte(now - FORGOTTEN);
    let next = Expr::case(old, 1).finally(Expr::col((throttle::Entity, C::Count)).add(1));
    let update = OnConflict::column(C::Key).value(C::Count, next).value(C::Since, Expr::value(now)).to_owned();
    upsert(tx, key, now, update).await
}

/// One more within the minute.
async fn count(tx: &Write, key: Vec<u8>, now: DateTime<Utc>) -> Result<throttle::Model, Fault> {
    let old = || Expr::col((throttle::Entity, C::Since)).lte(now - Duration::minutes(1));
    let next = Expr::case(old(), 1).finally(Expr::col((throttle::Entity, C::Count)).add(1));
    let since = Expr::case(old(), Expr::value(now)).finally(Expr::col((throttle::Entity, C::Since)));
    let update = OnConflict::column(C::Key).value(C::Count, next).value(C::Since, since).to_owned();
    upsert(tx, key.clone(), now, update).await?;
    find(tx, key).await?.ok_or_else(|| Fault::internal("a counter is gone"))
}

async fn upsert(tx: &Write, key: Vec<u8>, now: DateTime<Utc>, update: OnConflict) -> Result<(), Fault> {
    let row = throttle::ActiveModel { key: Set(key), count: Set(1), since: Set(now) };
    throttle::Entity::insert(row).on_conflict(update).exec_without_returning(tx.db()).await?;
    Ok(())
}
