use super::list;
use crate::door::Request;
use crate::use_case;
use app::error::AppError;
use app::operation_logs::api::LogFilter;
use app::sign_in_history::api::{Activity, SignInHistoryApi, SignInList};

#[async_trait::async_trait]
impl SignInHistoryApi for Request {
    async fn sign_in_history(&self, filter: LogFilter) -> Result<SignInList, AppError> {
        use_case!(self, list::list(self, filter))
    }

    async fn activity(&self, filter: LogFilter) -> Result<Activity, AppError> {
        use_case!(self, list::activity(self, filter))
    }
}
