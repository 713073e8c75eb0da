//! One's own account: password and how the console looks.
pub mod api;
pub mod checklist;
pub mod display_page;
pub mod messages;
pub mod password_page;
