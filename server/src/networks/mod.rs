//! From where people may come (MS-16, MS-17). The limits are kept on every request, so that a change counts at once for the
//! sessions that are open.

mod api;
mod change;
mod effect;
mod guard;
mod letters;
mod lift;
mod limits;
mod listed;
mod rules;
mod show;

pub use limits::{all, in_force, keeps_out, name};
pub use listed::Listed;
