//! The provider's view of companies: contracts, contacts, account states and profiles, never their data (MS-18).

mod api;
mod change;
mod company;
mod detail;
mod effects;
mod letters;
mod list;
mod preview;
mod profiles;
mod waiting;

pub use waiting::{name as change_name, waiting};
