//! Data exports: jobs that write deposited data to a file.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
pub mod detail_page;
pub mod failure;
#[cfg(feature = "ssr")]
pub mod feature;
mod files;
mod form;
pub mod list_page;
pub mod messages;
pub mod progress;
#[cfg(feature = "ssr")]
pub mod prompts;
