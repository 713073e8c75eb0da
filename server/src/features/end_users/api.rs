use super::{detail, list};
use crate::door::{Outward, Request};
use app::end_users::api::{EndUserDetail, EndUserFilter, EndUserList, EndUsersApi};
use app::error::AppError;
use app::kit::ListCursor;

#[async_trait::async_trait]
impl EndUsersApi for Request {
    async fn end_users(&self, filter: EndUserFilter, cursor: ListCursor) -> Result<EndUserList, AppError> {
        list::list(self, &filter, &cursor).await.outward(self)
    }

    async fn end_user(&self, id: &str) -> Result<EndUserDetail, AppError> {
        detail::detail(self, id).await.outward(self)
    }
}
