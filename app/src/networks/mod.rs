//! Network limits (MS-16, MS-17): a company's networks, a person's networks, and whom they limit.
#[cfg(feature = "ssr")]
pub mod acts;
pub mod api;
pub mod effect;
#[cfg(feature = "ssr")]
pub mod feature;
pub mod form;
pub mod lift_panel;
#[cfg(feature = "ssr")]
pub mod mails;
pub mod messages;
pub mod page;
pub mod person_page;
#[cfg(feature = "ssr")]
pub mod prompts;
pub mod scope;
