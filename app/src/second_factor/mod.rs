//! Two-step verification: setting up, changing and turning off.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
pub mod codes_page;
#[cfg(feature = "ssr")]
pub mod feature;
#[cfg(feature = "ssr")]
pub mod mails;
pub mod messages;
pub mod page;
#[cfg(feature = "ssr")]
pub mod prompts;
