//! The provider's side of the console.
pub mod api;
pub mod effect;
pub mod home_page;
pub mod logs_page;
pub mod messages;
pub mod profiles_page;
pub mod tenant_page;
