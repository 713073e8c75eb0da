//! The names of the columns: a file that was exported is one that can be imported.

pub use app::exports::api::COLUMNS;

/// The column of a name.
pub(super) fn column(name: &str) -> Option<&'static str> {
    COLUMNS.into_iter().find(|column| *column == name.trim())
}
