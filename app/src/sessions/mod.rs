//! One's own sessions.
pub mod api;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod list_page;
pub mod messages;
