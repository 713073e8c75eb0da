//! The frame of every page: document, menu, bar, foot; and the gate for those who are not inside yet.

mod bar;
mod console;
mod document;
mod error_page;
mod gate;

pub use document::render;
pub use error_page::error_page;
