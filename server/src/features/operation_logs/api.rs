use super::{list, seal};
use crate::door::{Outward, Request};
use app::error::AppError;
use app::operation_logs::api::{LogFilter, LogList, LogProof, OperationLogsApi};

#[async_trait::async_trait]
impl OperationLogsApi for Request {
    async fn operation_logs(&self, filter: LogFilter) -> Result<LogList, AppError> {
        list::list(self, filter).await.outward(self)
    }

    async fn log_proof(&self) -> Result<LogProof, AppError> {
        seal::proof(self).await.outward(self)
    }
}
