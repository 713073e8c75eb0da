//! Announcements as readers find them (SL-1). What a reader sees is a signed version that is for their company.

mod api;
pub mod calendar;
mod changes;
mod date;
pub mod feed;
mod found;
mod list;
mod notices;
mod own;
mod readers;
mod receipts;
mod search;
mod show;
mod subscription;
mod visible;

pub use changes::changes;
pub use found::{title, translated, version, versions};
pub use list::latest;
pub use notices::{STANDING_NOTICES, UNREAD};
pub use search::{INDEX, index, index_new};
pub use subscription::end_of;
pub use visible::{name, period};
