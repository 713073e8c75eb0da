//! Two-step verification: setting it up, changing it and turning it off.
pub mod api;
pub mod codes_page;
pub mod messages;
pub mod page;
