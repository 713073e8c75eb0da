//! The operation log: an append-only record of every action.
pub mod acts;
pub mod api;
pub mod entry;
pub mod facts;
pub mod feature;
mod filter_form;
pub mod groups;
pub mod history;
pub mod list_page;
pub mod messages;
mod results;
mod seal_block;
#[cfg(test)]
mod tests;
pub mod verify_page;
