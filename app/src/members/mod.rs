//! The members of a company: invite, suspend, resume, change the role, remove.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
pub mod detail_page;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod invite;
pub mod join_page;
pub mod list_page;
#[cfg(feature = "ssr")]
pub mod mails;
pub mod messages;
#[cfg(feature = "ssr")]
pub mod prompts;
pub mod states;
