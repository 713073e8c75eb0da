//! Step-up: proving one's identity again before important actions.
pub mod acts;
pub mod api;
pub mod feature;
pub mod file;
pub mod messages;
pub mod page;
pub mod panel;
#[cfg(test)]
mod tests;
