//! The members of a company: invite, suspend, resume, change the role, remove.
pub mod acts;
pub mod api;
pub mod badges;
pub mod commands;
pub mod detail_page;
pub mod feature;
pub mod filter_form;
pub mod invitations_panel;
pub mod invite;
pub mod join_page;
pub mod list_page;
pub mod mails;
pub mod manage_panel;
pub mod messages;
pub mod prompts;
pub mod reset_panel;
pub mod selected_page;
pub mod states;
#[cfg(test)]
mod tests;
