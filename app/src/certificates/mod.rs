//! Client certificates of members (MS-16, MS-22): register, list, revoke.
pub mod api;
pub mod messages;
pub mod page;
