//! Which profiles are in use, between two checks of all companies.

use crate::base::clock;
use chrono::{DateTime, Duration, Utc};
use std::sync::{Mutex, PoisonError};

/// The longest time between two checks of the signatures of all companies.
const LOOKED_AT: Duration = Duration::seconds(10);

/// The profiles in use at the last check of all companies.
#[derive(Default)]
pub(crate) struct InUse(Mutex<Option<Found>>);

struct Found {
    /// The profiles that the rows named.
    said: Vec<&'static str>,
    used: Vec<&'static str>,
    at: DateTime<Utc>,
}

impl InUse {
    /// Returns nothing if the rows name other profiles now, or the check is too old.
    pub fn of(&self, said: &[&'static str], now: DateTime<Utc>) -> Option<Vec<&'static str>> {
        let found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = found.as_ref().filter(|found| found.said == said && clock::is_within(found.at, LOOKED_AT, now));
        found.map(|found| found.used.clone())
    }

    pub fn keep(&self, said: Vec<&'static str>, used: Vec<&'static str>, at: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Found { said, used, at });
    }
}
