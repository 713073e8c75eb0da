//! The names of the columns. An exported file can be imported again.

pub use app::exports::api::COLUMNS;

/// Returns the column with a name.
pub(super) fn column(name: &str) -> Option<&'static str> {
    COLUMNS.into_iter().find(|column| *column == name.trim())
}
