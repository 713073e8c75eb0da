//! Notification contacts: addresses that receive notices by kind and need no account.
pub mod acts;
pub mod api;
pub mod confirm_page;
pub mod detail_page;
pub mod feature;
pub mod form;
pub mod kinds;
pub mod list_page;
pub mod mails;
pub mod messages;
pub mod prompts;
pub mod staff_panel;
#[cfg(test)]
mod tests;
