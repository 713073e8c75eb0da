//! The provider's own staff: the members, their approvals, and open requests (DS-13, BP-15).
pub mod api;
pub mod list_page;
pub mod messages;
pub mod request_page;
pub mod states;
