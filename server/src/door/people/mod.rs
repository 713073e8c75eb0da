//! People: accounts with their sealed fields opened. Names and addresses are sealed with the key of the company (or the
//! provider) and found by a blind index (SL-16, WS-6, BP-11). A row alone has neither, so no code can forget to open
//! it.

mod ends;
mod find;
pub mod guard;
mod new;
pub mod sealed;
pub mod words;

pub use ends::end_all;
pub use find::{
    Belonging, addressed, all, altered, altered_found, at_address, belonging, every, find, first, is_whole, locked,
    look_over, member_of_staff, named, named_in, of, one, was_forged, with_id,
};
pub use guard::change;
pub use new::{Newcomer, insert, new, seal};
