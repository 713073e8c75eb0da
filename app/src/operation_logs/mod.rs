//! The operation log: an append-only record of every action.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
pub mod facts;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod list_page;
pub mod messages;
