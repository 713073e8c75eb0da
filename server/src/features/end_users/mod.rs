//! Deposited data: end users, their import and search.

mod api;
pub mod csv;
mod cursor;
mod detail;
pub mod end_user;
mod figures;
pub mod import;
mod index;
mod list;
pub mod person;
pub mod search;
mod waiting;

pub use detail::load;
pub use end_user::{PERSONAL, open_value};
pub use figures::{figures, new_since};
pub use list::list_in;
pub use person::PersonView;
pub use search::narrow;
pub use waiting::waiting;
