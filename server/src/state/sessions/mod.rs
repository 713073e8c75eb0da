//! Sessions in the database (security.md finding 1). The id is stored as a hash. Each load checks the idle timeout and
//! the absolute limit, which the profile sets at sign-in. Account and tenant are columns, so that all sessions of an
//! account or company can be ended.

mod columns;
pub mod ended;
pub mod gone;
pub mod keys;
mod replaced;
mod store;
mod valid;

pub use columns::Data;
pub use store::{ENDED, Sessions, find, hash, of_account};
pub use valid::{is_counted, lists};
