use super::{cancel, list, remove, start};
use crate::door::{Outward, Request};
use app::end_users::api::EndUserFilter;
use app::error::{AppError, Next};
use app::exports::api::{
    CREATE, CancelExport, CountRows, ExportList, ExportsApi, RemoveExport, ShownExport, StartExport,
};
use app::kit::ListCursor;

#[async_trait::async_trait]
impl ExportsApi for Request {
    async fn exports(&self, cursor: &ListCursor, count: Option<EndUserFilter>) -> Result<ExportList, AppError> {
        list::list(self, cursor, count).await.outward(self)
    }

    async fn export(&self, id: &str) -> Result<ShownExport, AppError> {
        list::detail(self, id).await.outward(self)
    }

    async fn count_rows(&self, _: CountRows) -> Result<Next, AppError> {
        self.check(CREATE).await.outward(self)?;
        Err(AppError::Preview)
    }

    async fn start_export(&self, command: StartExport) -> Result<Next, AppError> {
        start::start(self, command).await.outward(self)
    }

    async fn cancel_export(&self, command: CancelExport) -> Result<Next, AppError> {
        cancel::cancel(self, command).await.outward(self)
    }

    async fn remove_export(&self, command: RemoveExport) -> Result<Next, AppError> {
        remove::remove(self, command).await.outward(self)
    }
}
