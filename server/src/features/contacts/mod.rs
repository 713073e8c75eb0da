//! Notification contacts (SL-2, SL-3): addresses that receive notices by kind. An address counts only after a reader of
//! the mailbox has confirmed it, so that nobody can have mails sent to strangers.

mod api;
mod confirm;
mod letters;
mod look_over;
mod manage;
mod show;
mod telephone;
mod waiting;

pub use look_over::LOOK_OVER;
pub use show::{for_staff, has_telephone, name};
pub use waiting::{for_desk, waiting};
