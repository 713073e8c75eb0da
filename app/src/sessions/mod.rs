//! One's own sessions.
pub mod acts;
pub mod api;
pub mod feature;
pub mod list_page;
pub mod messages;
#[cfg(test)]
mod tests;
