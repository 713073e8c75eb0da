//! Access consents (MS-18, BP-15): what a company lets support staff view, for how long, and the views themselves.
//! Before each view the door checks that a consent is in force (`door/consent.rs`). Staff can ask for a consent.

mod answer;
mod api;
mod ask;
mod consent;
mod grant;
mod letters;
mod look;
mod request;
mod requests;
mod show;
mod terms;
mod waiting;

pub use requests::{AskedForCase, for_cases, reason as request_reason};
pub use show::reason;
pub use waiting::{for_desk, in_force, waiting};
