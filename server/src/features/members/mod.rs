//! The members of a company (MS-13, MS-16, DS-13, BP-16): one account per person, invited by address, approved if the
//! profile requires it, suspended and removed by administrators. There is always an owner.

mod api;
mod find;
mod invite;
mod leaving;
mod letters;
mod look_over;
mod manage;
mod many;
mod member;
mod order;
mod show;
mod waiting;

pub use look_over::LOOK_OVER;
pub use member::role_rights;
pub use show::rows;
pub use waiting::{for_desk, waiting};
