//! The rules in force for the company, in three parts: what it can change, what asks for a proof, and the whole profile.
pub mod acts;
pub mod api;
pub mod changes;
pub mod company;
pub mod feature;
pub mod messages;
pub mod page;
pub mod profile_filter;
pub mod profile_view;
pub mod prompts;
pub mod tabs;
#[cfg(test)]
mod tests;
