//! Rate limit for strangers in memory, by action and address. It is checked before anything else, so a refusal costs
//! neither a write nor a turn at the database. Each process counts for itself here. Actions that write anyway are also
//! counted across processes, in the table `throttle`.

use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;
use std::net::Ipv6Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The largest number of counters, some megabytes.
const MOST: usize = 20_000;
const WINDOW: Duration = Duration::minutes(1);

type Key = (&'static str, String);

#[derive(Clone, Copy)]
struct Counted {
    times: u32,
    since: DateTime<Utc>,
}

/// The counters of this process.
#[derive(Clone, Default)]
pub struct MemoryLimits(Arc<Mutex<HashMap<Key, Counted>>>);

/// The part of an address that is counted. An IPv6 user controls a whole /64 network, so its addresses count as one.
pub fn network_of(ip: &str) -> String {
    match ip.parse::<Ipv6Addr>() {
        Ok(ip) if ip.to_ipv4_mapped().is_none() => {
            let [a, b, c, d, ..] = ip.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
        _ => ip.to_owned(),
    }
}

impl MemoryLimits {
    /// Allows `most` requests of a kind from one address per minute. Returns the remaining wait to the next one.
    pub fn enter(&self, what: &'static str, ip: &str, most: u32, now: DateTime<Utc>) -> Result<(), Duration> {
        let wait = self.wait(what, ip, most, now);
        if wait.is_none() {
            self.count(what, ip, now);
        }
        wait.map_or(Ok(()), Err)
    }

    /// Counts one request.
    fn count(&self, what: &'static str, ip: &str, now: DateTime<Utc>) {
        let key = (what, network_of(ip));
        let mut all = self.all();
        if all.len() >= MOST && !all.contains_key(&key) {
            make_room(&mut all, now);
        }
        let new = Counted { times: 0, since: now };
        let counted = all.entry(key).or_insert(new);
        if !counted.counts(now) {
            *counted = new;
        }
        counted.times = counted.times.saturating_add(1);
    }

    /// Returns the remaining wait if the limit is reached.
    fn wait(&self, what: &'static str, ip: &str, most: u32, now: DateTime<Utc>) -> Option<Duration> {
        let counted = self.all().get(&(what, network_of(ip))).copied()?;
        let full = counted.counts(now) && counted.times >= most;
        full.then(|| counted.since.min(now) + WINDOW - now)
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Key, Counted>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counted {
    /// A counter that starts in the future is ignored: the clock was wrong when it started.
    fn counts(self, now: DateTime<Utc>) -> bool {
        self.since > now - WINDOW && self.since <= now
    }
}

/// Drops expired counters first, then those with a single request, then all. So memory stays bounded under any load.
fn make_room(all: &mut HashMap<Key, Counted>, now: DateTime<Utc>) {
    all.retain(|_, counted| counted.counts(now));
    if all.len() >= MOST {
        all.retain(|_, counted| counted.times > 1);
    }
    if all.len() >= MOST {
        all.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_within_a_minute_from_one_place() {
        let memory_limits = MemoryLimits::default();
        let now = DateTime::UNIX_EPOCH + Duration::days(1);
        for _ in 0..3 {
            assert!(memory_limits.enter("link", "2001:db8::1", 3, now).is_ok());
        }
        let later = now + Duration::seconds(10);
        assert_eq!(memory_limits.enter("link", "2001:db8::2", 3, later), Err(Duration::seconds(50)));
        assert!(memory_limits.enter("link", "2001:db8:0:1::1", 3, later).is_ok(), "another network");
        assert!(memory_limits.enter("help", "2001:db8::1", 3, later).is_ok(), "something else");
        assert!(memory_limits.enter("link", "2001:db8::1", 3, now + WINDOW).is_ok());
        assert!(memory_limits.enter("link", "2001:db8::1", 1, now - Duration::hours(2)).is_ok(), "the clock was ahead");
    }

    #[test]
    fn memory_has_its_end_and_a_network_that_presses_is_remembered() {
        let memory_limits = MemoryLimits::default();
        let now = DateTime::UNIX_EPOCH + Duration::days(1);
        for _ in 0..5 {
            memory_limits.count("link", "203.0.113.5", now);
        }
        for n in 0..3 * MOST {
            memory_limits.count("link", &format!("{n}"), now);
            assert!(memory_limits.all().len() <= MOST);
        }
        assert!(memory_limits.wait("link", "203.0.113.5", 5, now).is_some());
    }
}
