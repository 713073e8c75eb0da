//! The rules in force for the company, with the policy statement of each.
pub mod acts;
pub mod api;
pub mod changes;
pub mod company;
pub mod feature;
pub mod messages;
pub mod page;
pub mod profile_view;
pub mod prompts;
#[cfg(test)]
mod tests;
