//! One's own account: password and display settings.

mod api;
pub mod begin;
mod change;
mod choice;
mod display;
mod issued;
pub mod letters;
mod password;
mod proved;
pub mod reminders;
mod show;
mod waiting;

pub use choice::{Typed, check_choice, second_if_typed, shape};
pub use issued::{Issued, NewAccount};
pub use password::{Locks, is_void, replace, void};
pub use proved::prove;
pub use waiting::{locked, waiting};
