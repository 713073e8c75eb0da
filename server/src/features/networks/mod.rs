//! Network limits of a company (MS-16, MS-17). They are enforced on every request, so that a change applies at once to
//! open sessions.

mod api;
mod change;
mod effect;
mod guard;
mod letters;
mod lift;
mod show;
mod waiting;

pub use waiting::for_desk;
