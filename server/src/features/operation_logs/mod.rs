//! Reads the operation log: newest first, by keyset.

mod actor;
mod api;
mod changes;
pub mod download;
mod facts;
mod file_name;
mod filter;
mod forged;
mod found;
mod list;
mod objects;
mod period;
mod rare;
mod recent;
mod rows;
mod seal;
mod search;
mod whose;

pub use actor::suggestions;
pub use download::read_filter;
pub use filter::{LogQuery, query, records_of_system};
pub use list::{kept, list_in};
pub use recent::{count_from, first_since, recent};
pub use rows::{Object, about, page};
pub use seal::{CHECK_LOGS, check_logs};
