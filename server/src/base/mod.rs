//! The lowest layer: clock, times in words, folding, CSV, Markdown, browser names, text that is safe to show, what stands for a
//! missing name, private files, lines cut by a crash, and the queue for strangers. It knows no database row and no request.

pub mod address;
pub mod browser;
pub mod clock;
pub mod csv_out;
pub mod fold;
pub mod markdown;
mod nameless;
pub mod plain_text;
mod printable;
pub mod private;
pub mod share;
pub mod torn;
pub mod typed;
pub mod when;

pub use nameless::{is_nameless, nameless, with_address};
pub use printable::{printable, printable_forged};
