//! The operation log: an append-only record of every action.
pub mod acts;
pub mod api;
pub mod facts;
pub mod feature;
pub mod list_page;
pub mod messages;
#[cfg(test)]
mod tests;
