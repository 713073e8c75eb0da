//! What several tests need.

use crate::account::api::PasswordFacts;
use crate::kit::{Neighbours, When};
use crate::password_rules::PasswordShape;

/// A time on a day in November 2026.
pub fn at(day: u8) -> When {
    When {
        iso: format!("2026-11-{day:02}T01:05:00Z"),
        ja: format!("2026/11/{day:02} 10:05"),
        en: format!("Nov {day}, 2026, 10:05 JST"),
    }
}

/// A page in the middle of a list.
pub fn between() -> Neighbours {
    Neighbours { previous: Some("b".to_owned()), next: Some("a".to_owned()) }
}

/// The only page of a list.
pub fn alone() -> Neighbours {
    Neighbours::default()
}

/// What somebody reads who changes a password that is good for another while.
pub fn password_facts() -> PasswordFacts {
    PasswordFacts {
        shape: PasswordShape { min: 8, max: 128, letters_and_digits: true },
        max_age_days: Some(90),
        lasts_until: None,
        history: 4,
        expires: Some(at(30)),
        needs_current: true,
        not_before: None,
        forced: None,
    }
}
