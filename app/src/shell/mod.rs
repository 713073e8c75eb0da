//! The frame of every page: document, menu, bar, footer; and the frame for people who are not signed in.

mod bar;
mod console;
mod deeper;
mod document;
mod error_page;
mod forbidden_page;
mod keys;
mod no_menu;
mod places;
mod session_dialog;
mod standing;

pub use document::render;
pub use error_page::error_page;
pub use forbidden_page::forbidden_page;
