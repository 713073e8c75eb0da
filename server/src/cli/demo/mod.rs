//! The demonstration: two companies, their people, staff, end users, and a year of operation log. It fills only an
//! empty database. If it is interrupted, the database is no longer empty, and the next start says what to do.

mod announcements;
mod command;
mod company;
mod fill;
mod inquiries;
mod numbers;
pub mod people;
mod staff;
mod year;

pub use command::demo;
pub use fill::fill;
