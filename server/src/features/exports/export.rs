//! Facts about exports that several modules use: the job's name, the retention time, the progress, the end.

use crate::base::clock;
use crate::state::change_feed::Topic;
use crate::storage::entity::export;
use app::exports::api::ExportState;
use app::exports::failure::ExportFailure;
use chrono::{DateTime, Duration, Utc};
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
/// The stored reason of an export that an earlier version has ended because its row was forged.
pub const FORGED: ExportFailure = ExportFailure::Unreadable;

/// The progress of an export: rows and bytes in the file, and the last end user in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ResumePoint {
    pub rows: u64,
    pub unreadable: u64,
    pub bytes: u64,
    pub cursor: Option<Uuid>,
}

/// Sets a row to its final state, without a lease. Only expiry can follow.
pub fn end(row: &mut export::Model, state: ExportState, at: DateTime<Utc>) {
    state.code().clone_into(&mut row.state);
    row.finished_at = Some(at);
    row.lease_until = None;
    row.lease_by = None;
}

/// True while the file of a forged row is kept, because the row may be put right. The row does not say for how long; the id
/// does, which holds the time of the request.
pub fn may_be_put_right(id: Uuid, now: DateTime<Utc>) -> bool {
    clock::made_at(id).is_some_and(|asked| clock::is_within(asked, KEPT, now))
}
