//! Proving anew who acts, before acts that weigh more.
pub mod acts;
pub mod api;
pub mod messages;
#[cfg(feature = "ssr")]
pub mod page;
pub mod panel;
