use super::list;
use crate::door::{Outward, Request};
use app::error::AppError;
use app::operation_logs::api::LogFilter;
use app::sign_in_history::api::{Activity, SignInHistoryApi, SignInList};

#[async_trait::async_trait]
impl SignInHistoryApi for Request {
    async fn sign_in_history(&self, filter: LogFilter) -> Result<SignInList, AppError> {
        list::list(self, filter).await.outward(self)
    }

    async fn activity(&self, filter: LogFilter) -> Result<Activity, AppError> {
        list::activity(self, filter).await.outward(self)
    }
}
