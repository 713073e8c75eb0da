//! Network limits (MS-16, MS-17): a company's networks, a person's networks, and whom they limit.
pub mod acts;
pub mod api;
pub mod effect;
pub mod feature;
pub mod form;
pub mod lift_panel;
pub mod mails;
pub mod messages;
pub mod page;
pub mod person_page;
pub mod prompts;
pub mod scope;
#[cfg(test)]
mod tests;
