use super::list;
use crate::door::{Outward, Request};
use app::error::AppError;
use app::operation_logs::api::{LogFilter, LogList, OperationLogsApi};

#[async_trait::async_trait]
impl OperationLogsApi for Request {
    async fn operation_logs(&self, filter: LogFilter) -> Result<LogList, AppError> {
        list::list(self, filter).await.outward(self)
    }
}
