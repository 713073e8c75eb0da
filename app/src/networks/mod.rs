//! Network limits (MS-16, MS-17): a company's networks, a person's networks, and whom they limit.
pub mod api;
pub mod effect;
pub mod form;
pub mod lift_panel;
pub mod messages;
pub mod page;
pub mod person_page;
pub mod scope;
