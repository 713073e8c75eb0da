//! Signing in and out.
pub mod api;
pub mod messages;
#[cfg(feature = "ssr")]
pub mod page;
pub mod verify_page;
