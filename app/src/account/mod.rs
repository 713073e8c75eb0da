//! One's own account: password and display settings.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
pub mod checklist;
pub mod display_page;
#[cfg(feature = "ssr")]
pub mod feature;
#[cfg(feature = "ssr")]
pub mod mails;
pub mod messages;
pub mod password_page;
