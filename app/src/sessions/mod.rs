//! One's own sessions.
pub mod api;
pub mod list_page;
pub mod messages;
