//! Where one is signed in.
pub mod api;
pub mod list_page;
pub mod messages;
