//! What is said of an export in several places: the name of its job, how long its file is kept, how far it came.

use crate::state::news::Topic;
use chrono::Duration;
use uuid::Uuid;

/// The job's name in the operation log.
pub const JOB: &str = "export";
/// Whenever the row of an export has changed.
pub const NEWS: Topic = Topic("export");
/// How long a finished file is kept.
pub const KEPT: Duration = Duration::days(7);

/// How far an export came: rows and bytes in the file, and the last end user in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    pub rows: u64,
    pub bytes: u64,
    pub cursor: Option<Uuid>,
}
