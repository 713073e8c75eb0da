//! The provider's side of the console.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
pub mod effect;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod home_page;
pub mod logs_page;
#[cfg(feature = "ssr")]
pub mod mails;
pub mod messages;
pub mod profiles_page;
#[cfg(feature = "ssr")]
pub mod prompts;
pub mod tenant_page;
