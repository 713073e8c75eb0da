//! Step-up (ASVS 7.5.3): with a code if the person has a second step, otherwise with the password. The requested action
//! waits in the session (`identity/waiting_act.rs`), and the page describes it in words.

mod api;
mod named;
mod words;

pub use words::STEP_UP;
