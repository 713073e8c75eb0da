//! The operation log: an append-only record of every act.
pub mod api;
pub mod facts;
pub mod list_page;
pub mod messages;
