//! The first page after sign-in: tasks for the person, and the latest log entries.
pub mod api;
pub mod feature;
pub mod messages;
pub mod news;
pub mod own;
pub mod page;
#[cfg(test)]
mod tests;
