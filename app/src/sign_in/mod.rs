//! Sign-in and sign-out.
pub mod acts;
pub mod api;
pub mod feature;
pub mod mails;
pub mod messages;
pub mod page;
pub mod refusal;
#[cfg(test)]
mod tests;
pub mod verify_page;
