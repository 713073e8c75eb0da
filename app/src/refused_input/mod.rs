//! Refused input: how often, per day and field (DS-12).
pub mod api;
pub mod feature;
pub mod list_page;
pub mod messages;
#[cfg(test)]
mod tests;
