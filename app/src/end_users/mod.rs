//! Deposited data: the end users of the company.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
pub mod choices;
pub mod detail_page;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod list_page;
pub mod messages;
mod refusals;
