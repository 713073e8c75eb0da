//! Sign-in and sign-out.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
#[cfg(feature = "ssr")]
pub mod feature;
#[cfg(feature = "ssr")]
pub mod mails;
pub mod messages;
pub mod page;
pub mod verify_page;
