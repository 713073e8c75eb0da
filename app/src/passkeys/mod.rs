//! Passkeys: sign-in with the device's own lock instead of a password, or as the second step.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod list_page;
#[cfg(feature = "ssr")]
pub mod mails;
pub mod messages;
pub mod new_page;
#[cfg(feature = "ssr")]
pub mod prompts;
pub mod sign_in_page;
