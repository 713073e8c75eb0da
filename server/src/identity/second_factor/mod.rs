//! Two-step verification (MS-16, MS-20, MS-22): an authenticator app or codes by mail, and recovery codes for a lost
//! device.

mod api;
mod authenticator;
pub mod by_mail;
mod codes;
mod enrol;
mod letters;
mod recovery;
mod rule;
mod show;
mod step;
mod stop;
mod take;
mod totp;
mod typed;
mod waiting;

pub use authenticator::remove;
pub use enrol::start_required;
pub use letters::{recovery_used, turned_off, wrong_codes};
pub use recovery::{left as recovery_codes_left, put_back as put_back_codes};
pub use rule::at_joining;
pub use take::{AcceptedCode, take};
pub use waiting::waiting;
