//! Proving again who acts (ASVS 7.5.3): with a code where there is a second step, else with the password. What it was asked for
//! waits in the session meanwhile (`kept_act`), and the page that asks says it in words.

mod api;
mod named;
mod prove;
mod words;

pub use words::keep;
