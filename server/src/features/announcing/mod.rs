//! Announcements as staff write them (SL-1, SL-2, SL-4, SL-5, MS-2, DS-1, DS-15, BP-1, WS-8): drafts, approval by somebody who
//! has not written in them, publication in time by the profiles of the audience, corrections, and letters to contacts.

mod api;
mod audience;
mod correct;
mod form;
mod found;
mod lead;
mod letters;
mod list;
mod publish;
mod round;
mod save;
mod show;
mod steps;
mod version;
mod waiting;

pub use publish::{PUBLISH_DUE, publish_due};
pub use round::{WORKER, tell};
pub use waiting::waiting;
