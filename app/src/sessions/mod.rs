//! One's own sessions.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod list_page;
pub mod messages;
