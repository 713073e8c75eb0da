//! Two-step verification: setting up, changing and turning off.
pub mod acts;
pub mod api;
pub mod code_field;
pub mod codes_page;
pub mod feature;
pub mod mails;
pub mod messages;
pub mod page;
pub mod pass;
pub mod prompts;
#[cfg(test)]
mod tests;
