//! Reads the operation log: newest first, by keyset.

mod api;
pub mod download;
mod facts;
mod filter;
mod forged;
mod list;
mod rows;

pub use download::read_filter;
pub use filter::{narrow, refused};
pub use list::{choices, filtered, kept, list_in};
pub use rows::{Object, about, newest, page};
