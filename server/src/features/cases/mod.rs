//! Support cases (SL-20c, SL-20d, MS-18, BP-15) for people who cannot sign in: identity check, consent of the company
//! or a cooling-off time, approval by a second member of staff, a one-time link, a new password. Staff never see a
//! secret.

mod account;
mod action;
mod api;
mod ask;
mod assign;
mod barred;
mod case;
mod consenters;
mod end;
mod figures;
pub mod file;
mod help_text;
mod letters;
mod list;
mod locked;
mod notes;
mod number;
mod open;
mod promise;
mod reset;
mod search;
mod show;
mod steps;
mod waiting;

pub use ask::name as help_name;
pub use consenters::{WATCH, watch};
pub use end::close_of;
pub use figures::FIGURES;
pub use promise::{left, staffed_time};
pub use waiting::{for_desk, waiting};
