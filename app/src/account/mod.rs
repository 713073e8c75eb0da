//! One's own account: password and display settings.
pub mod acts;
pub mod api;
pub mod checklist;
pub mod display_page;
pub mod feature;
pub mod mails;
pub mod messages;
pub mod password_page;
#[cfg(test)]
mod tests;
