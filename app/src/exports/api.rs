use crate::end_users::api::EndUserFilter;
use crate::error::{AppError, Next};
use crate::kit::When;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// A column that can be exported; the code is the CSV heading.
pub const COLUMNS: &[&str] = &[
    "customer_id",
    "provider",
    "subject",
    "email",
    "email_verified",
    "name",
    "birthdate",
    "gender",
    "prefecture",
    "phone",
    "note",
    "created_at",
    "last_sign_in_at",
];

/// What the export form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartExport {
    /// Codes of the chosen columns.
    #[serde(default)]
    pub columns: Vec<String>,
    #[serde(default)]
    pub q: String,
    #[serde(default)]
    pub provider: String,
    #[serde(default)]
    pub prefecture: String,
    /// Why the data is taken out; it stands in the operation log.
    #[serde(default)]
    pub purpose: String,
}

/// Stops a running export.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancelExport {
    pub id: String,
}

/// Where an export stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportState {
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
    Expired,
}

/// An export in the list.
#[derive(Clone, Debug)]
pub struct ExportRow {
    pub id: String,
    pub file_name: String,
    pub state: ExportState,
    pub rows_done: u64,
    pub rows_total: u64,
    pub requested: When,
    pub requested_by: String,
}

/// What the export page shows besides the list.
#[derive(Clone, Debug)]
pub struct ExportList {
    pub rows: Vec<ExportRow>,
    pub next_after: Option<String>,
    /// Rows that the filter in the form matches now.
    pub matching: Option<u64>,
}

/// One export, whole.
#[derive(Clone, Debug)]
pub struct ExportDetail {
    pub row: ExportRow,
    pub columns: Vec<String>,
    pub filter: EndUserFilter,
    pub purpose: String,
    pub finished: Option<When>,
    pub expires: Option<When>,
    pub bytes: u64,
    pub sha256: String,
    pub failure: Option<crate::text::Words>,
    /// Who downloaded the file, newest first: (when, who, from where).
    pub downloads: Vec<(When, String, String)>,
}

#[async_trait]
pub trait ExportsApi {
    /// The company's exports, newest first. With `count`, also how many rows the filter matches.
    async fn exports(&self, after: &str, count: Option<EndUserFilter>) -> Result<ExportList, AppError>;

    async fn export(&self, id: &str) -> Result<ExportDetail, AppError>;

    async fn start_export(&self, command: StartExport) -> Result<Next, AppError>;

    async fn cancel_export(&self, command: CancelExport) -> Result<Next, AppError>;
}
