//! Deposited data: end users, their import and search.

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
pub use search::narrow;

use crate::door::Request;
use crate::use_case;
use app::end_users::api::{EndUserDetail, EndUserFilter, EndUserList, EndUsersApi};
use app::error::AppError;
use app::kit::Place;

#[async_trait::async_trait]
impl EndUsersApi for Request {
    async fn end_users(&self, filter: EndUserFilter, place: Place) -> Result<EndUserList, AppError> {
        use_case!(self, list::list(self, &filter, &place))
    }

    async fn end_user(&self, id: &str) -> Result<EndUserDetail, AppError> {
        use_case!(self, detail::detail(self, id))
    }
}
