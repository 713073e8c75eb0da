//! Signing in and out. Unknown, wrong and locked look the same and take the same (ASVS 6.3.8).

mod api;
mod attempt;
mod by_password;
mod complete;
pub mod half_way;
mod letters;
pub mod lock_wave;
mod out;
pub mod verify;

pub use complete::complete;
