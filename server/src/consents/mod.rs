//! Access consent (MS-18, BP-15): what a company lets support staff look at, for how long, and the looks themselves. The
//! door asks `in_force` before every look; here is also what a company grants and revokes.

mod api;
mod consent;
mod grant;
mod look;
mod show;

pub use consent::{in_force, sign};
pub use show::reason;
