//! Sign-in and sign-out.
pub mod api;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod messages;
pub mod page;
pub mod verify_page;
