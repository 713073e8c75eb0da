//! The sign-in history (who, when, from where, with what), and one's own activity.
pub mod activity_page;
pub mod acts;
pub mod api;
pub mod feature;
pub mod list_page;
pub mod messages;
mod printed;
#[cfg(test)]
mod tests;
