//! Notification contacts: addresses that receive notices by kind and need no account.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
pub mod confirm_page;
pub mod detail_page;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod form;
pub mod kinds;
pub mod list_page;
#[cfg(feature = "ssr")]
pub mod mails;
pub mod messages;
#[cfg(feature = "ssr")]
pub mod prompts;
pub mod staff_panel;
