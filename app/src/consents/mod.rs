//! Access consents: a company lets support staff view its data for a time (MS-18, BP-15). Staff can ask for one.
pub mod access_form;
pub mod acts;
pub mod answer_page;
pub mod api;
pub mod ask_page;
pub mod company_page;
pub mod detail_page;
pub mod feature;
pub mod look_pages;
pub mod mails;
pub mod messages;
pub mod prompts;
pub mod requests;
pub mod scope;
pub mod staff_panel;
pub mod states;
#[cfg(test)]
mod tests;
