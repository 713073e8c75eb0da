//! Deposited data: end users, their import and search.

pub mod csv;
pub mod person;

use crate::door::Request;
use app::end_users::api::{EndUserDetail, EndUserFilter, EndUserList, EndUsersApi};
use app::error::AppError;

#[async_trait::async_trait]
impl EndUsersApi for Request {
    async fn end_users(&self, _filter: EndUserFilter) -> Result<EndUserList, AppError> {
        Err(AppError::NotFound)
    }
    async fn end_user(&self, _id: &str) -> Result<EndUserDetail, AppError> {
        Err(AppError::NotFound)
    }
}
