//! Deposited data: the end users of the company.
pub mod acts;
pub mod api;
pub mod choices;
pub mod detail_page;
pub mod feature;
pub mod list_page;
pub mod messages;
mod refusals;
pub mod shape;
#[cfg(test)]
mod tests;
