//! Which profiles are in use, between two checks of all companies.

use crate::base::clock;
use chrono::{DateTime, Duration, Utc};
use std::sync::{Mutex, PoisonError};

/// The longest time between two checks of the signatures of all companies.
const CHECK_EVERY: Duration = Duration::seconds(10);

/// The profiles in use at the last check of all companies.
#[derive(Default)]
pub(crate) struct InUse(Mutex<Option<LastCheck>>);

struct LastCheck {
    /// The profiles that the rows named.
    stored: Vec<&'static str>,
    used: Vec<&'static str>,
    at: DateTime<Utc>,
}

impl InUse {
    /// Returns nothing if the rows name other profiles now, or the check is too old.
    pub fn of(&self, stored: &[&'static str], now: DateTime<Utc>) -> Option<Vec<&'static str>> {
        let found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found =
            found.as_ref().filter(|found| found.stored == stored && clock::is_within(found.at, CHECK_EVERY, now));
        found.map(|found| found.used.clone())
    }

    pub fn keep(&self, stored: Vec<&'static str>, used: Vec<&'static str>, at: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(LastCheck { stored, used, at });
    }
}
