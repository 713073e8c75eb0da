//! Data exports: jobs that write deposited data to a file.
pub mod acts;
pub mod altered_page;
pub mod api;
pub mod columns;
pub mod detail_page;
pub mod failure;
pub mod feature;
mod files;
mod form;
pub mod list_page;
pub mod mails;
pub mod messages;
pub mod new_page;
pub mod pace;
pub mod preset;
pub mod progress;
pub mod prompts;
#[cfg(test)]
mod tests;
