//! Client certificates (MS-16, MS-22): administrators register them for members; administrators and owners list and
//! revoke them.
pub mod acts;
pub mod api;
pub mod feature;
pub mod mails;
pub mod messages;
pub mod own_page;
pub mod page;
pub mod prompts;
mod table;
#[cfg(test)]
mod tests;
