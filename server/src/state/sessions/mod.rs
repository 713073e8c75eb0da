//! Sessions in the database (security.md finding 1). The id is stored as a hash. Each load checks the idle timeout and
//! the absolute limit, which the profile sets at sign-in. Account and tenant are columns, so that all sessions of an
//! account or company can be ended.

mod columns;
pub mod ended;
mod ends;
pub mod gone;
pub mod keys;
mod store;
mod valid;

pub use columns::SessionData;
pub use ends::{idle_of, longest_idle};
pub use store::{ENDED, FoundSession, Sessions, find, hash, of_account};
pub use valid::{TOUCH_EVERY, is_counted, lists};
