//! The lowest layer: clock, times in words, folding, CSV, browser names, text that is safe to show, private files, and
//! the queue for strangers. It knows no database row and no request.

pub mod address;
pub mod browser;
pub mod clock;
pub mod csv_out;
pub mod fold;
pub mod plain_text;
mod printable;
pub mod private;
pub mod share;
pub mod typed;
pub mod when;

pub use printable::printable;
