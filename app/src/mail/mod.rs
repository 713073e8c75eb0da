//! Mails: what the program sends to people, and whether it was delivered.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
pub mod detail_page;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod kinds;
pub mod list_page;
pub mod messages;
pub mod undelivered;
