//! One's own account: the password and how the console looks.

mod api;
pub mod begin;
mod change;
mod choice;
mod display;
pub mod letters;
mod proved;
pub mod reminders;
mod stored;
mod waiting;

pub use choice::{check_choice, shape};
pub use proved::prove;
pub use stored::{Locks, is_void, replace, void};
pub use waiting::waiting;
