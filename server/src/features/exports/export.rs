//! Facts about exports that several modules use: the job's name, the retention time, the progress.

use crate::state::change_feed::Topic;
use chrono::Duration;
use uuid::Uuid;

/// The job's name in the operation log.
pub const JOB: &str = "export";
/// Announces each change of an export's row.
pub const CHANGES: Topic = Topic("export");
/// How long a finished file is kept.
pub const KEPT: Duration = Duration::days(7);

/// The progress of an export: rows and bytes in the file, and the last end user in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ResumePoint {
    pub rows: u64,
    pub unreadable: u64,
    pub bytes: u64,
    pub cursor: Option<Uuid>,
}
