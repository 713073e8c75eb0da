//! Step-up: proving one's identity again before important actions.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod messages;
pub mod page;
pub mod panel;
