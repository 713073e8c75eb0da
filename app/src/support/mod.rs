//! The provider's side of the console.
pub mod acts;
pub mod altered;
pub mod api;
pub mod effect;
pub mod feature;
pub mod home_page;
pub mod logs_page;
pub mod mails;
pub mod messages;
pub mod profiles_page;
pub mod prompts;
pub mod tenant_page;
#[cfg(test)]
mod tests;
