//! Two-step verification: setting up, changing and turning off.
pub mod api;
pub mod codes_page;
pub mod messages;
pub mod page;
