//! Passkeys (WebAuthn Level 3, NIST SP 800-63B-4 §3.1.7) replace both the password and the second step. The device
//! verifies the person, the passkey is bound to the console's host name, and each answer is accepted once.

mod api;
mod letters;
mod passkey;
mod question;
mod register;
mod show;
mod sign_in;

pub use passkey::remove_all;
pub use show::{name, number_of};
