//! Passkeys (WebAuthn Level 3, NIST SP 800-63B-4 §3.1.7): as sign-in without password, and so in place of the second step
//! too. The device checks the person, the passkey is bound to our host name, and no answer counts twice.

mod api;
mod letters;
mod register;
mod show;
mod sign_in;
mod stored;

pub use show::{name, number_of};
pub use stored::{remove_all, sign};
