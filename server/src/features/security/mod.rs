//! The rules in force for the company, from the profile that enforcement reads.

mod api;
mod profile_change;
mod rules;
mod show;
mod waiting;

pub use profile_change::{REASON, reason};
pub use show::{both, is_kept, show, staff_rules, title, with_staffs};
pub use waiting::waiting;
