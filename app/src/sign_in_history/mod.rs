//! Who signed in, when, from where and with what; and one's own activity.
pub mod activity_page;
pub mod api;
pub mod list_page;
pub mod messages;
