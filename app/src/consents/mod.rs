//! Access consents: a company lets support staff view its data for a time (MS-18, BP-15).
pub mod acts;
pub mod api;
pub mod company_page;
pub mod feature;
pub mod look_pages;
pub mod messages;
pub mod prompts;
pub mod scope;
pub mod staff_panel;
#[cfg(test)]
mod tests;
