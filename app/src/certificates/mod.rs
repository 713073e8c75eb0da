//! Client certificates (MS-16, MS-22): registered for members by administrators; listed and revoked by them and by whose
//! they are.
pub mod api;
pub mod messages;
pub mod own_page;
pub mod page;
mod table;
