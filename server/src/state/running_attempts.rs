//! Counts the sign-in attempts that are in progress in this process, under the keys that also count their failures. So
//! parallel attempts are counted before any of them has failed. An attempt enters before it reads the failures and
//! leaves after its own failure is committed; so every earlier attempt is counted in one of the two places.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

type AttemptCounts = Arc<Mutex<HashMap<Vec<u8>, u32>>>;

/// The attempts in progress, counted by key.
#[derive(Clone, Default)]
pub struct RunningAttempts(AttemptCounts);

/// One attempt. It leaves the count when it is dropped.
pub struct RunningAttempt {
    counts: AttemptCounts,
    keys: Vec<Vec<u8>>,
    /// The number of earlier attempts in progress, for each key.
    pub ahead: Vec<u32>,
}

impl RunningAttempts {
    pub fn enter(&self, keys: Vec<Vec<u8>>) -> RunningAttempt {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut ahead = Vec::with_capacity(keys.len());
        for key in &keys {
            let count = counts.entry(key.clone()).or_default();
            ahead.push(*count);
            *count += 1;
        }
        RunningAttempt { counts: self.0.clone(), keys, ahead }
    }
}

impl RunningAttempt {
    /// The number of earlier attempts in progress with the last key, that of the account.
    pub fn ahead_of_account(&self) -> u32 {
        self.ahead.last().copied().unwrap_or_default()
    }

    /// True if fewer than `so_many` attempts were in progress before this one.
    pub fn is_among_first(&self, so_many: u32) -> bool {
        self.ahead.iter().all(|ahead| *ahead < so_many)
    }
}

impl Drop for RunningAttempt {
    fn drop(&mut self) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for key in &self.keys {
            if let Some(count) = counts.get_mut(key) {
                *count -= 1;
                if *count == 0 {
                    counts.remove(key);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_of_an_account_come_first_and_others_when_those_have_left() {
        let running_attempts = RunningAttempts::default();
        let enter = |key: &[u8]| running_attempts.enter(vec![key.to_vec()]);
        let together: Vec<_> = (0..4).map(|_| enter(b"a")).collect();
        let first: Vec<_> = together.iter().map(|running| running.is_among_first(3)).collect();
        assert_eq!(first, [true, true, true, false]);
        assert!(enter(b"b").is_among_first(3), "another account");
        drop(together);
        assert!(enter(b"a").is_among_first(3));
    }

    #[test]
    fn each_sees_who_came_before_and_has_not_left() {
        let running_attempts = RunningAttempts::default();
        let (a, b) = (b"a".to_vec(), b"b".to_vec());
        let first = running_attempts.enter(vec![a.clone(), b.clone()]);
        let second = running_attempts.enter(vec![a.clone()]);
        assert_eq!((&first.ahead[..], &second.ahead[..]), (&[0, 0][..], &[1][..]));
        drop(first);
        let third = running_attempts.enter(vec![a, b]);
        assert_eq!(third.ahead, [1, 0]);
        drop((second, third));
        assert!(running_attempts.0.lock().unwrap().is_empty());
    }
}
