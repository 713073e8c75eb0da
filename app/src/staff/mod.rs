//! The provider's own staff: who they are, who approved them, and whom somebody has asked for (DS-13, BP-15).
pub mod api;
pub mod list_page;
pub mod messages;
pub mod request_page;
pub mod states;
