//! The sign-in history (who, when, from where, with what), and one's own activity.
pub mod activity_page;
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod list_page;
pub mod messages;
