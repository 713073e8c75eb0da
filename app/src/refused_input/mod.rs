//! Refused input: how often, per day and field (DS-12).
pub mod api;
pub mod everywhere_page;
pub mod feature;
pub mod list_page;
pub mod messages;
mod parts;
#[cfg(test)]
mod tests;
