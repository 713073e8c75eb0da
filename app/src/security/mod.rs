//! The rules in force for the company, with the policy statement of each.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
pub mod changes;
pub mod company;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod messages;
pub mod page;
pub mod profile_view;
#[cfg(feature = "ssr")]
pub mod prompts;
