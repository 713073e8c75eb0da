//! Notification contacts (SL-2, SL-3): addresses that get notices by kind. An address counts once whoever reads it has
//! said yes, so that nobody can have mails sent to somebody else.

mod api;
mod confirm;
mod letters;
mod manage;
mod show;
mod telephone;
mod waiting;

pub use show::{for_staff, has_telephone, name};
pub use waiting::waiting;
