//! Data exports.

use crate::door::Request;
use app::end_users::api::EndUserFilter;
use app::error::{AppError, Next};
use app::exports::api::{CancelExport, ExportDetail, ExportList, ExportsApi, StartExport};

#[async_trait::async_trait]
impl ExportsApi for Request {
    async fn exports(&self, _after: &str, _count: Option<EndUserFilter>) -> Result<ExportList, AppError> {
        Err(AppError::NotFound)
    }
    async fn export(&self, _id: &str) -> Result<ExportDetail, AppError> {
        Err(AppError::NotFound)
    }
    async fn start_export(&self, _command: StartExport) -> Result<Next, AppError> {
        Err(AppError::NotFound)
    }
    async fn cancel_export(&self, _command: CancelExport) -> Result<Next, AppError> {
        Err(AppError::NotFound)
    }
}
