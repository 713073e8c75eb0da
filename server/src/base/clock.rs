//! Time and randomness are parameters. The system's clock and generator are named here and nowhere else.

use chrono::{DateTime, Duration, FixedOffset, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Tells the time, in whole microseconds, as both databases keep it.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

/// The system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> DateTime<Utc> {
        to_micros(Utc::now())
    }
}

/// A clock that tests move by hand: its time, and how far each reading moves it.
pub struct ManualClock(AtomicI64, AtomicI64);

impl ManualClock {
    pub fn at(time: DateTime<Utc>) -> Arc<ManualClock> {
        Arc::new(ManualClock(AtomicI64::new(time.timestamp_micros()), AtomicI64::new(0)))
    }

    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
    }

    /// Moves the clock at each reading from now on, as real time passes between two readings. Zero stops it again.
    pub fn tick(&self, by: Duration) {
        self.1.store(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        let step = self.1.load(Ordering::SeqCst);
        DateTime::from_timestamp_micros(self.0.fetch_add(step, Ordering::SeqCst) + step).unwrap_or_default()
    }
}

/// The largest accepted difference between the clocks of two processes.
pub const SKEW: Duration = Duration::minutes(1);

/// True if a moment is further ahead than clocks may differ. The clock that wrote it was wrong, so it proves nothing.
pub fn is_ahead(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    at > now + SKEW
}

/// True if a moment is less than `age` ago and not ahead of the clock.
pub fn is_within(at: DateTime<Utc>, age: Duration, now: DateTime<Utc>) -> bool {
    at > now - age && !is_ahead(at, now)
}

/// The remaining part of a wait that began at `since`. It is never longer than the whole wait, even if `since` lies in
/// the future because a clock was wrong.
pub fn left(since: DateTime<Utc>, wait: Duration, now: DateTime<Utc>) -> Option<Duration> {
    let left = since.min(now) + wait - now;
    (left > Duration::zero() && !is_ahead(since, now)).then_some(left)
}

fn to_micros(time: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(time.timestamp_micros()).unwrap_or(time)
}

/// Fills buffers with random bytes that nobody can guess.
pub trait Rng: Send + Sync {
    fn fill(&self, buffer: &mut [u8]);
}

/// The system's generator.
pub struct SystemRng(ring::rand::SystemRandom);

impl Default for SystemRng {
    fn default() -> SystemRng {
        SystemRng(ring::rand::SystemRandom::new())
    }
}

impl Rng for SystemRng {
    /// A system without randomness cannot go on safely.
    fn fill(&self, buffer: &mut [u8]) {
        use ring::rand::SecureRandom;
        if self.0.fill(buffer).is_err() {
            tracing::error!("the system gives no random bytes");
            std::process::abort();
        }
    }
}

/// Returns a new id. It sorts by time and holds 74 random bits (RFC 9562, UUID version 7).
pub fn new_id(clock: &dyn Clock, rng: &dyn Rng) -> uuid::Uuid {
    let mut random = [0; 10];
    rng.fill(&mut random);
    let millis = u64::try_from(clock.now().timestamp_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// The time at which an id was made; `None` if it is no such id.
pub fn made_at(id: uuid::Uuid) -> Option<DateTime<Utc>> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
}

/// The smallest id of a time: all that are made from then on are larger.
pub fn first_id(at: DateTime<Utc>) -> uuid::Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid()
}

/// Japan's offset; it has no daylight saving time.
pub fn jst() -> FixedOffset {
    const NINE_HOURS: i32 = 9 * 3600;
    FixedOffset::east_opt(NINE_HOURS).unwrap_or_else(|| FixedOffset::east_opt(0).unwrap_or_else(|| unreachable!()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_when_it_was_made() {
        let now = DateTime::UNIX_EPOCH + Duration::days(20_000) + Duration::milliseconds(7);
        let id = new_id(ManualClock::at(now).as_ref(), &SystemRng::default());
        assert_eq!((made_at(id), made_at(uuid::Uuid::nil())), (Some(now), None));
        assert!(first_id(now) <= id && id < first_id(now + Duration::milliseconds(1)));
    }

    #[test]
    fn a_clock_that_was_wrong_keeps_nobody_waiting() {
        let now = DateTime::UNIX_EPOCH + Duration::days(1);
        let wait = Duration::minutes(5);
        assert_eq!(left(now - Duration::minutes(2), wait, now), Some(Duration::minutes(3)));
        assert_eq!(left(now - wait, wait, now), None);
        assert_eq!(left(now + Duration::seconds(20), wait, now), Some(wait), "another process, a little ahead");
        assert_eq!(left(now + Duration::hours(2), wait, now), None);
        assert!(is_within(now, wait, now) && is_within(now + SKEW, wait, now));
        assert!(!is_within(now - wait, wait, now) && !is_within(now + Duration::hours(2), wait, now));
    }
}
