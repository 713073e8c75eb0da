//! The frame of every page: document, menu, bar, footer; and the frame for people who are not signed in.

mod bar;
mod console;
mod document;
mod error_page;
mod no_menu;

pub use document::render;
pub use error_page::error_page;
