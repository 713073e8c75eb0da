//! Announcements as readers find them (SL-1): the list, the page of one, what stands on every page, and what was read and
//! acknowledged. Staff write them in `announcing`.
pub mod acts;
pub mod api;
pub mod detail_page;
pub mod feature;
pub mod filter_form;
pub mod kinds;
pub mod list_page;
pub mod messages;
pub mod parts;
pub mod readers_page;
pub mod subscription_page;
#[cfg(test)]
mod tests;
