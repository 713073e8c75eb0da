//! The first page after sign-in: what needs me, and what happened last.
pub mod api;
pub mod messages;
pub mod page;
