//! What several tests need.

use crate::kit::{Neighbours, When};

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
