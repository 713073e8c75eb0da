//! Counts guesses in memory as well: a person who can write to the database may empty its counters between two guesses
//! (S10). The larger count decides. Memory knows the guesses of this process only, and forgets them as the rules do.
//!
//! Another process may have forgotten guesses for a good reason. A signed account tells so by its mark, so nothing is counted
//! any more that is older than a sign-in or a new password. A right code in an open session leaves no mark: if another process
//! has checked it, this one remembers the wrong ones before it for as long as the rule says.

use crate::base::clock;
use crate::storage::entity::{account, throttle};
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The largest number of counters, some megabytes.
const MOST: usize = 20_000;

/// What changes in a signed account when its guesses are forgotten.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ResetMark {
    password_version: i32,
    last_sign_in_at: Option<DateTime<Utc>>,
}

impl ResetMark {
    /// A forged account has none: it is read as that of a suspended person.
    pub fn of(account: &account::Stored) -> Option<ResetMark> {
        let (password_version, last_sign_in_at) = (account.password_version, account.last_sign_in_at);
        account.is_active().then_some(ResetMark { password_version, last_sign_in_at })
    }
}

/// A counter: the key of its row, and the mark of the account that it belongs to, if there is one.
#[derive(Clone, Debug)]
pub struct GuessKey {
    pub key: Vec<u8>,
    pub mark: Option<ResetMark>,
}

impl From<Vec<u8>> for GuessKey {
    fn from(key: Vec<u8>) -> GuessKey {
        GuessKey { key, mark: None }
    }
}

/// For how long a counter counts.
#[derive(Clone, Copy)]
pub enum Span {
    /// From the first guess on.
    First(Duration),
    /// From the last guess on.
    Last(Duration),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct GuessCount {
    times: u32,
    since: DateTime<Utc>,
    span: Duration,
    mark: Option<ResetMark>,
}

impl GuessCount {
    fn counts(&self, now: DateTime<Utc>) -> bool {
        clock::is_within(self.since, self.span, now)
    }

    /// True unless the account has signed in, or got another password, since.
    fn stands(&self, mark: Option<ResetMark>) -> bool {
        self.mark.is_none() || mark.is_none() || self.mark == mark
    }
}

type Counts = HashMap<Vec<u8>, GuessCount>;

/// The guesses of this process.
#[derive(Clone, Default)]
pub struct Guesses(Arc<Mutex<Counts>>);

impl Guesses {
    /// Those of some counters that count now, as rows.
    pub fn rows(&self, keys: &[GuessKey], now: DateTime<Utc>) -> Vec<throttle::Model> {
        let all = self.all();
        let found = keys.iter().filter_map(|wanted| {
            let count = all.get(&wanted.key).filter(|count| count.counts(now) && count.stands(wanted.mark))?;
            Some(row(&wanted.key, *count))
        });
        found.collect()
    }

    /// The number of guesses of one counter.
    pub fn number(&self, key: &GuessKey, now: DateTime<Utc>) -> u32 {
        self.rows(std::slice::from_ref(key), now).first().map_or(0, |row| row.count.unsigned_abs())
    }

    /// The changes of one transaction.
    pub fn changes(&self) -> GuessChanges {
        GuessChanges { guesses: self.clone(), made: Mutex::default(), forgotten: Mutex::default() }
    }

    fn all(&self) -> MutexGuard<'_, Counts> {
        held(&self.0)
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

fn row(key: &[u8], count: GuessCount) -> throttle::Model {
    let number = i32::try_from(count.times).unwrap_or(i32::MAX);
    throttle::Model { key: key.to_vec(), count: number, since: count.since, open: 0, opened_at: None }
}

/// What a transaction changes. Its guesses count at once, and no longer if it is not committed. What it forgets is forgotten
/// once it is committed.
pub struct GuessChanges {
    guesses: Guesses,
    made: Mutex<Vec<Made>>,
    forgotten: Mutex<Vec<Vec<u8>>>,
}

struct Made {
    key: Vec<u8>,
    before: Option<GuessCount>,
    after: GuessCount,
}

impl GuessChanges {
    /// Counts a guess, once the transaction holds the row of the counter. Returns the count with this one.
    pub fn count(&self, of: &GuessKey, span: Span, now: DateTime<Utc>) -> throttle::Model {
        let mut all = self.guesses.all();
        if all.len() >= MOST && !all.contains_key(&of.key) {
            make_room(&mut all, now);
        }
        let before = all.get(&of.key).copied();
        let still = before.filter(|count| count.counts(now) && count.stands(of.mark));
        let (span, since) = match span {
            Span::First(span) => (span, still.map_or(now, |count| count.since)),
            Span::Last(span) => (span, now),
        };
        let (times, mark) = still.map_or((0, None), |count| (count.times, count.mark));
        let after = GuessCount { times: times.saturating_add(1), since, span, mark: of.mark.or(mark) };
        all.insert(of.key.clone(), after);
        drop(all);
        held(&self.made).push(Made { key: of.key.clone(), before, after });
        row(&of.key, after)
    }

    /// Keeps what was counted so far, whatever becomes of the transaction: a secret is compared. Otherwise somebody who makes
    /// the database refuse the entry of a wrong guess could guess without end.
    pub fn stay(&self) {
        held(&self.made).clear();
    }

    /// Forgets the guesses of a counter.
    pub fn forget(&self, key: Vec<u8>) {
        held(&self.forgotten).push(key);
    }

    /// The transaction is committed.
    pub fn commit(self) {
        held(&self.made).clear();
        let forgotten = std::mem::take(&mut *held(&self.forgotten));
        let mut all = self.guesses.all();
        for key in forgotten {
            all.remove(&key);
        }
    }
}

impl Drop for GuessChanges {
    /// Takes back what was not committed.
    fn drop(&mut self) {
        let made = std::mem::take(&mut *held(&self.made));
        let mut all = self.guesses.all();
        for Made { key, before, after } in made.into_iter().rev() {
            match (all.get(&key).copied(), before) {
                (Some(count), Some(before)) if count == after => all.insert(key, before),
                (Some(count), None) if count == after => all.remove(&key),
                // Another transaction has counted meanwhile.
                (Some(count), _) => all.insert(key, GuessCount { times: count.times.saturating_sub(1), ..count }),
                (None, _) => None,
            };
        }
    }
}

/// Drops expired counters first, then the quarter with the fewest guesses, the oldest of them first. So nobody can fill the
/// memory, and many counters with few guesses displace none with many.
fn make_room(all: &mut Counts, now: DateTime<Utc>) {
    all.retain(|_, count| count.counts(now));
    if all.len() < MOST {
        return;
    }
    let mut order: Vec<_> = all.values().map(|count| (count.times, count.since)).collect();
    order.sort_unstable();
    if let Some(last) = order.get(order.len() / 4).copied() {
        all.retain(|_, count| (count.times, count.since) > last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Span = Span::Last(Duration::hours(1));

    fn start() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::days(1)
    }

    fn key(name: &str) -> GuessKey {
        name.as_bytes().to_vec().into()
    }

    fn marked(password_version: i32) -> GuessKey {
        GuessKey { mark: Some(ResetMark { password_version, last_sign_in_at: None }), ..key("a") }
    }

    /// A committed guess. Returns its number.
    fn guess(guesses: &Guesses, key: &GuessKey, span: Span, now: DateTime<Utc>) -> i32 {
        let changes = guesses.changes();
        let number = changes.count(key, span, now).count;
        changes.commit();
        number
    }

    #[test]
    fn a_guess_counts_at_once_and_no_longer_if_it_is_not_committed() {
        let (guesses, now) = (Guesses::default(), start());
        guess(&guesses, &key("a"), HOUR, now);
        let changes = guesses.changes();
        assert_eq!(changes.count(&key("a"), HOUR, now + Duration::minutes(1)).count, 2);
        assert_eq!(changes.count(&key("b"), HOUR, now).count, 1);
        assert_eq!(guesses.number(&key("a"), now + Duration::minutes(1)), 2);
        drop(changes);
        assert_eq!((guesses.number(&key("a"), now), guesses.number(&key("b"), now)), (1, 0));
        assert_eq!(guesses.rows(&[key("a")], now)[0].since, now, "its time as well");
    }

    #[test]
    fn a_guess_that_was_compared_counts_even_if_it_is_not_committed() {
        let (guesses, now) = (Guesses::default(), start());
        let changes = guesses.changes();
        changes.count(&key("a"), HOUR, now);
        changes.stay();
        changes.count(&key("b"), HOUR, now);
        drop(changes);
        assert_eq!((guesses.number(&key("a"), now), guesses.number(&key("b"), now)), (1, 0));
    }

    #[test]
    fn two_transactions_take_back_only_their_own() {
        let (guesses, now) = (Guesses::default(), start());
        let (one, two) = (guesses.changes(), guesses.changes());
        one.count(&key("a"), HOUR, now);
        two.count(&key("a"), HOUR, now);
        drop(one);
        two.commit();
        assert_eq!(guesses.number(&key("a"), now), 1);
    }

    #[test]
    fn guesses_are_forgotten_after_the_commit() {
        let (guesses, now) = (Guesses::default(), start());
        guess(&guesses, &key("a"), HOUR, now);
        let changes = guesses.changes();
        changes.forget(key("a").key);
        drop(changes);
        assert_eq!(guesses.number(&key("a"), now), 1);
        let changes = guesses.changes();
        changes.forget(key("a").key);
        changes.commit();
        assert_eq!(guesses.number(&key("a"), now), 0);
    }

    #[test]
    fn a_counter_ends_as_its_rule_says() {
        let (guesses, minutes) = (Guesses::default(), |n| start() + Duration::minutes(n));
        for (n, last, first) in [(0, 1, 1), (59, 2, 2), (61, 3, 1), (121, 1, 1)] {
            assert_eq!(guess(&guesses, &key("last"), HOUR, minutes(n)), last, "{n}");
            assert_eq!(guess(&guesses, &key("first"), Span::First(Duration::hours(1)), minutes(n)), first, "{n}");
        }
        assert_eq!(guesses.number(&key("last"), minutes(121) - Duration::days(1)), 0, "the clock was ahead");
    }

    #[test]
    fn an_account_that_was_reset_elsewhere_starts_again() {
        let (guesses, now) = (Guesses::default(), start());
        assert_eq!([1, 1, 1].map(|version| guess(&guesses, &marked(version), HOUR, now)), [1, 2, 3]);
        assert_eq!((guesses.number(&key("a"), now), guess(&guesses, &key("a"), HOUR, now)), (3, 4), "a forged row");
        assert_eq!((guesses.number(&marked(1), now), guesses.number(&marked(2), now)), (4, 0));
        assert_eq!(guess(&guesses, &marked(2), HOUR, now), 1);
    }

    #[test]
    fn many_counters_with_one_guess_displace_none_with_several() {
        let (guesses, now) = (Guesses::default(), start());
        for _ in 0..3 {
            guess(&guesses, &key("a"), HOUR, now);
        }
        for n in 0..2 * MOST {
            guess(&guesses, &key(&format!("made up {n}")), HOUR, now + Duration::milliseconds(1));
            assert!(guesses.all().len() <= MOST);
        }
        assert_eq!(guesses.number(&key("a"), now), 3);
        guess(&guesses, &key("late"), HOUR, now + Duration::hours(2));
        assert!(guesses.all().len() <= MOST);
    }
}
