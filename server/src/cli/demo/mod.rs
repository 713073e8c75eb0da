//! The demonstration: two companies, their people, staff, end users, and a year of operation log. It fills an empty
//! database only. Stopped half-way it leaves a database that is no longer empty: the next start says what to do.

mod cast;
mod command;
mod fill;
mod numbers;
pub mod people;
mod staff;
mod year;

pub use command::demo;
pub use fill::fill;
