//! From where people may come (MS-16, MS-17): what is kept on every request. Changing it is a feature.

pub mod limits;
pub mod listed;
pub mod rules;

pub use limits::{all, in_force, name, refuses};
pub use listed::Listed;
