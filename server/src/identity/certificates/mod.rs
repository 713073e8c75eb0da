//! Client certificates (MS-16, MS-22): registered by an administrator, bound to a person. The TLS server requests a
//! certificate from the browser and verifies its key. Only this module decides whose it is and whether it is valid.

mod api;
mod certificate;
mod letters;
mod manage;
pub mod remind;
mod show;

pub use certificate::{fits, is_offered, revoke_all};
pub use show::name;
