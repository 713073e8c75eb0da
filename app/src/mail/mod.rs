//! Mails: what the program writes to people, and whether it arrived.
pub mod api;
pub mod detail_page;
pub mod kinds;
pub mod list_page;
pub mod messages;
pub mod undelivered;
