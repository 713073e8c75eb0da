//! Proving anew who acts, before acts that weigh more.
pub mod act;
pub mod acts;
pub mod api;
pub mod messages;
pub mod page;
pub mod panel;
