//! Deposited data: end users, their import and search.

mod api;
pub mod csv;
mod cursor;
mod detail;
mod figures;
pub mod import;
mod index;
mod list;
pub mod person;
pub mod search;
pub mod stored;

pub use detail::load;
pub use figures::figures;
pub use list::list_in;
pub use person::PersonView;
pub use search::narrow;
pub use stored::{PERSONAL, open_value};
