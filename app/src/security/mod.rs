//! The rules in force for the company, with the policy statement of each.
pub mod api;
pub mod changes;
pub mod company;
pub mod messages;
pub mod page;
pub mod profile_view;
