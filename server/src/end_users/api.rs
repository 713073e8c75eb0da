use super::{detail, list};
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
