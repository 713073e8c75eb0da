//! Inquiries: questions of a company to Support, the answers, and what was promised about them (SL-7, MS-9, DS-8, BP-8, WS-11).
pub mod acts;
pub mod api;
mod assign;
mod cells;
pub mod desk_list_page;
pub mod desk_page;
mod facts;
pub mod feature;
mod figures;
mod filter;
pub mod list_page;
pub mod mails;
pub mod messages;
pub mod new_page;
pub mod number;
pub mod states;
pub mod templates;
#[cfg(test)]
mod tests;
mod thread;
pub mod thread_page;
