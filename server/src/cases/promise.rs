//! What the profile promises to people who ask: an answer by the end of a business day. Both that day and how long somebody has
//! really waited are reckoned from the asking on, on the Japanese business calendar (SL-7, MS-9, DS-8, BP-8, WS-11).

use crate::profile::working_days::Business;
use crate::profile::{self, Profile};
use app::cases::messages as m;
use app::text::Words;
use chrono::{DateTime, Utc};

/// By when something is answered that came in at a time. Where the desk never opens, at once.
pub fn due(profile: &Profile, asked: DateTime<Utc>) -> DateTime<Utc> {
    let promise = profile.support.answer.latest_business_days;
    Business::of(&profile.support.desk).due(asked, promise).unwrap_or(asked)
}

/// By when anybody is answered, whichever profile is theirs: what a stranger may be told, since it says nothing about an
/// address.
pub fn latest(asked: DateTime<Utc>) -> DateTime<Utc> {
    profile::all().map(|profile| due(profile, asked)).max().unwrap_or(asked)
}

/// How long somebody has waited while the desk was staffed.
pub fn waited(profile: &Profile, asked: DateTime<Utc>, until: DateTime<Utc>) -> Words {
    let minutes = Business::of(&profile.support.desk).staffed_between(asked, until).num_minutes();
    let (hours, minutes) = (minutes / 60, minutes % 60);
    match hours {
        0 => m::WAITED_MINUTES.with(&[("m", &minutes)]),
        _ => m::WAITED_HOURS.with(&[("h", &hours), ("m", &minutes)]),
    }
}
