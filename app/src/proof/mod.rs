//! Proving anew who acts, before acts that weigh more.
pub mod api;
pub mod messages;
pub mod page;
