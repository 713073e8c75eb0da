//! Mails: what the program sends to people, and whether it was delivered.
pub mod acts;
pub mod api;
pub mod detail_page;
pub mod feature;
pub mod kinds;
pub mod list_page;
pub mod messages;
#[cfg(test)]
mod tests;
pub mod undelivered;
