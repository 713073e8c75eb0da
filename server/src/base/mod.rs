//! What everything else stands on: the clock, times in words, folding, CSV, names of browsers, text that is safe to show,
//! files that are ours alone, and who waits for whom. It knows no row and no request.

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
