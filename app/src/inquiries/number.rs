//! The numbers by which people name inquiries: `Q-2026-0001`, the year in Japan and the place in that year.

use crate::kit::numbered;

const PREFIX: &str = "Q";

/// A stored number as people read it.
pub fn shown(number: i64) -> String {
    numbered::shown(PREFIX, number)
}

/// Reads a number as people type it. `None` if it is no number.
pub fn read(typed: &str) -> Option<i64> {
    numbered::read(PREFIX, typed)
}
