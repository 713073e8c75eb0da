use super::{cancel, list, start};
use crate::door::Request;
use crate::use_case;
use app::end_users::api::EndUserFilter;
use app::error::{AppError, Next};
use app::exports::api::{CancelExport, CountRows, ExportDetail, ExportList, ExportsApi, StartExport};
use app::kit::Place;
use app::permission::Permission;

#[async_trait::async_trait]
impl ExportsApi for Request {
    async fn exports(&self, place: &Place, count: Option<EndUserFilter>) -> Result<ExportList, AppError> {
        use_case!(self, list::list(self, place, count))
    }

    async fn export(&self, id: &str) -> Result<ExportDetail, AppError> {
        use_case!(self, list::detail(self, id))
    }

    async fn count_rows(&self, _: CountRows) -> Result<Next, AppError> {
        use_case!(self, self.check(Permission::ExportsCreate))?;
        Err(AppError::Preview)
    }

    async fn start_export(&self, command: StartExport) -> Result<Next, AppError> {
        use_case!(self, start::start(self, command))
    }

    async fn cancel_export(&self, command: CancelExport) -> Result<Next, AppError> {
        use_case!(self, cancel::cancel(self, command))
    }
}
