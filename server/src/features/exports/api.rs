use super::{cancel, list, new, remove, start};
use crate::door::{Outward, Request};
use app::end_users::api::EndUserFilter;
use app::error::{AppError, Next};
use app::exports::api::{
    CREATE, CancelExport, CountRows, ExportList, ExportsApi, NewExport, RemoveExport, ShownExport, StartExport,
};
use app::exports::preset::Preset;
use app::kit::ListCursor;

#[async_trait::async_trait]
impl ExportsApi for Request {
    async fn exports(&self, cursor: &ListCursor) -> Result<ExportList, AppError> {
        list::list(self, cursor).await.outward(self)
    }

    async fn new_export(&self, filter: Option<EndUserFilter>) -> Result<NewExport, AppError> {
        new::new(self, filter).await.outward(self)
    }

    async fn export_owners(&self) -> Result<Vec<String>, AppError> {
        list::owners(self).await.outward(self)
    }

    async fn export(&self, id: &str) -> Result<ShownExport, AppError> {
        list::detail(self, id).await.outward(self)
    }

    async fn count_rows(&self, command: CountRows) -> Result<Next, AppError> {
        self.check(CREATE).await.outward(self)?;
        if !command.preset.is_empty() && Preset::from_code(&command.preset).is_none() {
            return Err(AppError::BadRequest("preset"));
        }
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
