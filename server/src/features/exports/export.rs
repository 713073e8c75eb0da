//! Facts about exports that several modules use: the job's name, the retention time, the progress, the stored name.

use crate::door::fault::Fault;
use crate::door::readable::Found;
use crate::door::{Read, Write};
use crate::state::change_feed::Topic;
use crate::storage::entity::export::{self, Column as C};
use app::error::AppError;
use app::exports::api::ExportState;
use chrono::Duration;
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

/// The job's name in the operation log.
pub const JOB: &str = "export";
/// Announces each change of an export's row.
pub const CHANGES: Topic = Topic("export");
/// How long a finished file is kept.
pub const KEPT: Duration = Duration::days(7);

/// The states of an export that still changes.
pub const OPEN: [ExportState; 2] = [ExportState::Waiting, ExportState::Running];
/// The states of an export that has a file, or will have one.
pub const WITH_FILES: [ExportState; 3] = [ExportState::Waiting, ExportState::Running, ExportState::Done];

/// The progress of an export: rows and bytes in the file, and the last end user in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ResumePoint {
    pub rows: u64,
    pub unreadable: u64,
    pub bytes: u64,
    pub cursor: Option<Uuid>,
}

/// The name of an export's file. An export whose row nobody can read can be ended all the same, and goes by its id.
pub async fn file_name(tx: &Write, id: Uuid) -> Result<String, Fault> {
    name_of(tx.one(tx.of::<export::Entity>().filter(C::Id.eq(id))).await?, id)
}

/// The same for the page that names it.
pub async fn name(read: &Read, id: Uuid) -> Result<String, Fault> {
    name_of(read.one(read.of::<export::Entity>().filter(C::Id.eq(id))).await?, id)
}

fn name_of(found: Found<export::Model>, id: Uuid) -> Result<String, Fault> {
    match found {
        Found::Row(row) => Ok(row.file_name),
        Found::Unreadable => Ok(id.to_string()),
        Found::Nothing => Err(AppError::NotFound.into()),
    }
}
