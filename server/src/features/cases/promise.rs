//! The deadline that the profile promises for an answer: the end of a business day. The deadline and the real waiting
//! time are both counted from the request, on the Japanese business calendar (SL-7, MS-9, DS-8, BP-8, WS-11).

use crate::profile::working_days::Business;
use crate::profile::{self, Profile};
use app::cases::messages as m;
use app::text::Words;
use chrono::{DateTime, Utc};

/// The deadline for a request. If the desk never opens, it is at once.
pub fn due(profile: &Profile, asked: DateTime<Utc>) -> DateTime<Utc> {
    let promise = profile.support.answer.latest_business_days;
    Business::of(&profile.support.desk).due(asked, promise).unwrap_or(asked)
}

/// The latest deadline of all profiles. A stranger may learn it, because it reveals nothing about an address.
pub fn latest(asked: DateTime<Utc>) -> DateTime<Utc> {
    profile::all().map(|profile| due(profile, asked)).max().unwrap_or(asked)
}

/// How long a person has waited during staffed hours.
pub fn waited(profile: &Profile, asked: DateTime<Utc>, until: DateTime<Utc>) -> Words {
    let minutes = Business::of(&profile.support.desk).staffed_between(asked, until).num_minutes();
    let (hours, minutes) = (minutes / 60, minutes % 60);
    match hours {
        0 => m::WAITED_MINUTES.with(&[("m", &minutes)]),
        _ => m::WAITED_HOURS.with(&[("h", &hours), ("m", &minutes)]),
    }
}
