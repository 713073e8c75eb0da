use super::columns::Headings;
use super::messages as m;
use crate::end_users::api::EndUserFilter;
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, Neighbours, Total, When, codes};
use crate::permission::{ADMINISTRATORS, EVERYBODY, OPERATORS, Permission, Verb};
use crate::text::Words;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

pub use super::columns::COLUMNS;

pub const VIEW: Permission =
    Permission::new("exports.view", Verb::View, "データエクスポートの一覧を表示する", "View data exports")
        .held_by(OPERATORS);
pub const CREATE: Permission = Permission::new(
    "exports.create",
    Verb::Edit,
    "預託データのエクスポートを新しく作成する",
    "Create exports of deposited data",
)
.held_by(ADMINISTRATORS)
.with_step_up()
.off_where_withheld();
pub const DOWNLOAD: Permission = Permission::new(
    "exports.download",
    Verb::Download,
    "作成済みのエクスポートのファイルをダウンロードする",
    "Download files of existing exports",
)
.held_by(ADMINISTRATORS)
.with_step_up()
.off_where_withheld();
/// MS-17: every download of a file (exports, logs, histories) needs this right too. The profile can withhold it
/// from all but owners; single people can then be given it.
pub const FILES: Permission = Permission::new(
    "files.download",
    Verb::Download,
    "操作ログ・履歴・台帳などのファイルをダウンロードする",
    "Download files such as logs, histories and the account ledger",
)
.held_by(EVERYBODY)
.with_step_up()
.off_where_withheld();

/// The export form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartExport {
    /// The codes of the chosen columns.
    #[serde(default)]
    pub columns: Vec<String>,
    /// The code of `Headings`; empty for the keys.
    #[serde(default)]
    pub headings: String,
    #[serde(default)]
    pub q: String,
    #[serde(default)]
    pub provider: String,
    #[serde(default)]
    pub prefecture: String,
    /// The purpose of the export, recorded in the operation log.
    #[serde(default)]
    pub purpose: String,
}

/// Asks for the number of rows that the form would export.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountRows {
    #[serde(default)]
    pub columns: Vec<String>,
    #[serde(default)]
    pub headings: String,
    #[serde(default)]
    pub q: String,
    #[serde(default)]
    pub provider: String,
    #[serde(default)]
    pub prefecture: String,
    #[serde(default)]
    pub purpose: String,
    #[serde(default)]
    pub count: String,
    /// The code of a `Preset`, if its button was pressed.
    #[serde(default)]
    pub preset: String,
}

/// Cancels a running export.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancelExport {
    pub id: String,
}

/// Removes an export that somebody else than the program has written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveExport {
    pub id: String,
}

codes! {
    /// The state of an export.
    #[derive(Serialize, Deserialize)]
    pub enum ExportState {
        Waiting = "waiting" => m::WAITING,
        Running = "running" => m::RUNNING,
        Done = "done" => m::DONE,
        Failed = "failed" => m::FAILED,
        Cancelled = "cancelled" => m::CANCELLED,
        Expired = "expired" => m::EXPIRED,
    }
}

impl ExportState {
    /// True while its figures can still change.
    pub fn is_open(self) -> bool {
        matches!(self, ExportState::Waiting | ExportState::Running)
    }
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

/// An export that somebody else than the program has written. It says nothing as fact, and can only be removed.
#[derive(Clone, Debug)]
pub struct AlteredExport {
    pub id: String,
    /// What the row says of its file's name, quoted.
    pub file_name: Option<Words>,
}

#[derive(Clone, Debug)]
pub enum ListedExport {
    Whole(ExportRow),
    Altered(AlteredExport),
}

/// What the page of an export shows.
#[derive(Clone, Debug)]
pub enum ShownExport {
    Whole(Box<ExportDetail>),
    Altered(AlteredExport),
}

/// A page of exports.
#[derive(Clone, Debug)]
pub struct ExportList {
    pub rows: Vec<ListedExport>,
    pub around: Neighbours,
    /// The number of all exports.
    pub total: Total,
    /// The number of the first row, from 1 on, where it is known.
    pub first: Option<u64>,
}

/// What the form of a new export needs to know.
#[derive(Clone, Debug, Default)]
pub struct NewExport {
    /// The number of rows under the filter, if it was asked for.
    pub matching: Option<u64>,
    /// The columns of the person's last export.
    pub chosen: Option<Vec<String>>,
}

/// One export with all details.
#[derive(Clone, Debug)]
pub struct ExportDetail {
    pub row: ExportRow,
    pub columns: Vec<String>,
    pub headings: Headings,
    /// Whom it is about, and what for; none where somebody else than the program has written it.
    pub asked: Option<(EndUserFilter, String)>,
    /// Rows of the file that nobody can read.
    pub unreadable: u64,
    pub finished: Option<When>,
    pub expires: Option<When>,
    pub bytes: u64,
    pub sha256: String,
    pub failure: Option<Words>,
    /// The downloads, newest first.
    pub downloads: Vec<Download>,
    /// True if the person may see the operation log.
    pub may_see_log: bool,
}

/// A download, from the operation log.
#[derive(Clone, Debug)]
pub struct Download {
    pub at: When,
    pub who: Words,
    pub ip: String,
    pub what: Downloaded,
}

/// The kind of a download.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Downloaded {
    File,
    /// The rest of a file after an interruption (RFC 9110, 14).
    PartOfFile,
    Manifest,
}

#[cfg_attr(test, unimock::unimock(api = ExportsFake))]
#[async_trait]
pub trait ExportsApi: Send + Sync {
    /// The company's exports, newest first.
    async fn exports(&self, cursor: &ListCursor) -> Result<ExportList, AppError>;

    /// For the form: the number of rows under a filter, and the person's last choice of columns.
    async fn new_export(&self, filter: Option<EndUserFilter>) -> Result<NewExport, AppError>;

    /// The names of the company's owners, who can give the permission to export.
    async fn export_owners(&self) -> Result<Vec<String>, AppError>;

    async fn export(&self, id: &str) -> Result<ShownExport, AppError>;

    /// Shows the page again with everything typed and the number of rows. Changes nothing.
    async fn count_rows(&self, command: CountRows) -> Result<Next, AppError>;

    async fn start_export(&self, command: StartExport) -> Result<Next, AppError>;

    async fn cancel_export(&self, command: CancelExport) -> Result<Next, AppError>;

    async fn remove_export(&self, command: RemoveExport) -> Result<Next, AppError>;
}
