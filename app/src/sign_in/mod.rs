//! Sign-in and sign-out.
pub mod api;
pub mod messages;
pub mod page;
pub mod verify_page;
