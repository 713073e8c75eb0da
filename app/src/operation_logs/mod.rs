//! The operation log: an append-only record of every action.
pub mod api;
pub mod facts;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod list_page;
pub mod messages;
