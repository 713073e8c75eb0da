//! From where people may come (MS-16, MS-17): a company's networks, one person's, and for whom they count.
pub mod api;
pub mod effect;
pub mod form;
pub mod lift_panel;
pub mod messages;
pub mod page;
pub mod person_page;
pub mod scope;
