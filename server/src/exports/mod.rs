//! Data exports: asked for on a page, written by a job that survives a crash, given out through the door.

mod cancel;
mod columns;
pub mod download;
mod expire;
mod file;
mod halt;
mod lease;
mod list;
mod manifest;
mod plain;
pub mod progress;
mod range;
mod scope;
mod sealed;
mod start;
mod waiting;
mod watchers;
mod work;
mod worker;

pub use expire::{expire, sweep};
pub use waiting::waiting;
pub use watchers::Watchers;
pub use worker::run;

use crate::door::Request;
use crate::fault::Fault;
use crate::use_case;
use app::end_users::api::EndUserFilter;
use app::error::{AppError, Next};
use app::exports::api::{CancelExport, CountRows, ExportDetail, ExportList, ExportsApi, StartExport};
use app::kit::Place;
use app::permission::Permission;
use uuid::Uuid;

/// The job's name in the operation log.
const JOB: &str = "export";

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

/// What is no id is nobody's export.
fn read_id(text: &str) -> Result<Uuid, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}
