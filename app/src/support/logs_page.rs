use super::messages as m;
use crate::error::AppError;
use crate::operation_logs::api::OperationLogsApi;
use crate::operation_logs::list_page::log_page;
use crate::operation_logs::verify_page::verify_at;
use crate::page::{Page, PageCx};

/// The provider's own operation log: actions of staff and of the system.
pub async fn logs(cx: &PageCx, backend: &(impl OperationLogsApi + ?Sized)) -> Result<Page, AppError> {
    log_page(cx, backend, "/support/logs", m::LOGS.into()).await
}

/// How a downloaded file of this log is verified.
pub async fn verify(_cx: &PageCx, backend: &(impl OperationLogsApi + ?Sized)) -> Result<Page, AppError> {
    verify_at("/support/logs", m::LOGS.into(), backend).await
}
