//! Access consents (MS-18, BP-15): what a company lets support staff view, for how long, and the views themselves.
//! Before each view the door checks that a consent is in force (`door/consent.rs`).

mod api;
mod consent;
mod grant;
mod look;
mod show;
mod waiting;

pub use show::reason;
pub use waiting::{for_desk, waiting};
