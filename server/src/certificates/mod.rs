//! Client certificates (MS-16, MS-22): registered by an administrator, bound to a person. The server in front asks the
//! browser for one and makes sure that it has the key; whose it is, and whether it still counts, is known here alone.

mod api;
mod letters;
mod manage;
pub mod remind;
mod show;
mod stored;

pub use show::name;
pub use stored::{fits, is_offered, revoke_all, sign};
