//! Passkeys: sign-in with the device's own lock instead of a password, or as the second step.
pub mod acts;
pub mod api;
pub mod feature;
pub mod list_page;
pub mod mails;
pub mod messages;
pub mod new_page;
pub mod prompts;
pub mod sign_in_page;
#[cfg(test)]
mod tests;
