//! The date of an announcement in a calendar.

use super::visible::ForReader;
use crate::storage::entity::announcement_version::Model;
use chrono::{DateTime, Utc};

/// The date of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EntryDate {
    pub starts: DateTime<Utc>,
    pub ends: Option<DateTime<Utc>>,
    /// It does not happen: the announcement was withdrawn, or has no date any more.
    pub cancelled: bool,
}

/// The date of an announcement, or the last one that it had. `older` are its older versions, newest first.
pub fn date(found: &ForReader, older: &[Model]) -> Option<EntryDate> {
    let of = |version: &Model, cancelled| {
        version.starts_at.map(|starts| EntryDate { starts, ends: version.ends_at, cancelled })
    };
    of(&found.version, found.is_withdrawn()).or_else(|| older.iter().find_map(|version| of(version, true)))
}
