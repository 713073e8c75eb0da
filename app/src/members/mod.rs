//! The members of a company: invite, suspend, resume, change the role, remove.
pub mod acts;
pub mod api;
pub mod detail_page;
pub mod feature;
pub mod invite;
pub mod join_page;
pub mod list_page;
pub mod mails;
pub mod messages;
pub mod prompts;
pub mod states;
#[cfg(test)]
mod tests;
