//! Support cases for people who cannot sign in, from the request to the new password.
pub mod accounts_page;
pub mod acts;
pub mod api;
pub mod ask_page;
mod cells;
pub mod company_page;
pub mod detail_page;
pub mod evidence;
pub mod feature;
pub mod list_page;
pub mod mails;
pub mod messages;
pub mod prompts;
pub mod requests;
pub mod reset_page;
pub mod states;
#[cfg(test)]
mod tests;
