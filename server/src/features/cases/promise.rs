//! The deadline that the profile promises for an answer: the end of a business day. The deadline and the real waiting
//! time are both counted from the request, on the Japanese business calendar (SL-7, MS-9, DS-8, BP-8, WS-11).

use crate::profile::working_days::Business;
use crate::profile::{self, Profile};
use app::cases::messages as m;
use app::text::{Text, Words};
use chrono::{DateTime, Duration, Utc};

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
    staffed(profile, asked, until, [m::WAITED_MINUTES, m::WAITED_WHOLE, m::WAITED_HOURS])
}

/// The staffed hours that are left until the deadline.
pub fn left(profile: &Profile, now: DateTime<Utc>, due: DateTime<Utc>) -> Words {
    staffed(profile, now, due, [m::LEFT_MINUTES, m::LEFT_WHOLE, m::LEFT_HOURS])
}

/// Staffed time in the words for minutes, for whole hours, or for both.
fn staffed(profile: &Profile, from: DateTime<Utc>, until: DateTime<Utc>, words: [Text; 3]) -> Words {
    in_words(Business::of(&profile.support.desk).staffed_between(from, until), words)
}

/// So much staffed time.
pub fn staffed_time(time: Duration) -> Words {
    in_words(time, [m::WAITED_MINUTES, m::WAITED_WHOLE, m::WAITED_HOURS])
}

fn in_words(time: Duration, words: [Text; 3]) -> Words {
    let (hours, minutes) = (time.num_minutes() / 60, time.num_minutes() % 60);
    match (hours, minutes) {
        (0, _) => words[0].with(&[("m", &minutes)]),
        (_, 0) => words[1].with(&[("h", &hours)]),
        _ => words[2].with(&[("h", &hours), ("m", &minutes)]),
    }
}
