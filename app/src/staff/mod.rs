//! The provider's own staff: the members, their approvals, and open requests (DS-13, BP-15).
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod list_page;
#[cfg(feature = "ssr")]
pub mod mails;
pub mod messages;
#[cfg(feature = "ssr")]
pub mod prompts;
pub mod request_page;
pub mod states;
