//! Passkeys: sign-in with the device's own lock instead of a password, or as the second step.
pub mod api;
pub mod list_page;
pub mod messages;
pub mod new_page;
pub mod sign_in_page;
