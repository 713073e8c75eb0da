//! Sign-in and sign-out. An unknown address, a wrong password and a locked account look the same and take the same time
//! (ASVS 6.3.8).

mod api;
mod attempt;
pub mod by_link;
mod by_password;
mod complete;
mod counters;
mod decide;
pub mod half_way;
mod letters;
pub mod lockout_alarm;
mod recognise;
mod sign_out;
pub mod verify;

pub use complete::{DeviceTrust, Proved, enter, first_page, shut_out};
