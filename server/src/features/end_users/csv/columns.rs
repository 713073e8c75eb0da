//! The names of the columns. An exported file can be imported again.

pub use app::exports::api::COLUMNS;
use app::exports::columns::Headings;

/// Returns the column with a name, as an export in either language writes it.
pub(super) fn column(name: &str) -> Option<&'static str> {
    Headings::column(name.trim())
}
