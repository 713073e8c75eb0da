//! What is in force for the company, and which sentence of the policy it comes from.
pub mod api;
pub mod changes;
pub mod company;
pub mod messages;
pub mod page;
pub mod profile_view;
