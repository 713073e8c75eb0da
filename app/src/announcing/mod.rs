//! Announcements as staff write them (SL-1): draft, preview, second pair of eyes, publication, correction, withdrawal. Readers
//! find them in `announcements`.
pub mod acts;
pub mod api;
pub mod choices;
pub mod detail_page;
pub mod draft;
pub mod edit_page;
pub mod feature;
pub mod lead;
pub mod list_page;
pub mod mails;
pub mod messages;
pub mod preview;
pub mod prompts;
#[cfg(test)]
mod tests;
pub mod version;
