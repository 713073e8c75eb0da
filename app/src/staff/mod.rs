//! The provider's own staff: the members, their approvals, and open requests (DS-13, BP-15).
pub mod acts;
pub mod api;
pub mod feature;
pub mod list_page;
pub mod mails;
pub mod messages;
pub mod prompts;
pub mod request_page;
pub mod states;
#[cfg(test)]
mod tests;
