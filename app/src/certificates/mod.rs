//! Client certificates (MS-16, MS-22): administrators register them for members; administrators and owners list and
//! revoke them.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
#[cfg(feature = "ssr")]
pub mod feature;
#[cfg(feature = "ssr")]
pub mod mails;
pub mod messages;
pub mod own_page;
pub mod page;
#[cfg(feature = "ssr")]
pub mod prompts;
mod table;
