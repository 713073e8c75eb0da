//! Two-step verification: setting it up, and the second step of signing in.
pub mod api;
pub mod codes_page;
pub mod messages;
pub mod page;
pub mod verify_page;
