//! The members of a company: invite, suspend, resume, change the role, remove.
pub mod api;
pub mod detail_page;
pub mod invite;
pub mod join_page;
pub mod list_page;
pub mod messages;
pub mod states;
