use crate::error::{AppError, FieldError};
use crate::kit::{Around, Place, When};
use crate::text::Words;
use async_trait::async_trait;

/// Filters of the log list; each is a query parameter named after the column.
#[derive(Clone, Debug, Default)]
pub struct LogFilter {
    /// Inclusive first and last day in JST, `2026-11-01`.
    pub from: String,
    pub to: String,
    /// Code of the act, such as `sign_in.succeeded`.
    pub action: String,
    /// The actor's account id, whole (MS-13).
    pub actor: String,
    pub result: String,
    /// Its cursors are sequence numbers.
    pub place: Place,
}

impl LogFilter {
    /// Whether every entry passes.
    pub fn is_open(&self) -> bool {
        [&self.from, &self.to, &self.action, &self.actor, &self.result].iter().all(|value| value.is_empty())
    }
}

/// One line of the log.
#[derive(Clone, Debug)]
pub struct LogRow {
    pub seq: u64,
    pub at: When,
    pub actor: Words,
    pub actor_id: String,
    pub action: Words,
    pub object: Words,
    pub result: LogResult,
    pub ip: String,
    pub hash: String,
    pub facts: Vec<LogFact>,
}

/// A further fact of an act: as the log has it, and as it reads.
#[derive(Clone, Debug)]
pub struct LogFact {
    pub key: String,
    pub code: String,
    pub label: Words,
    pub value: Words,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LogResult {
    Success,
    Failure,
    Denied,
}

/// A page of the log, newest first.
#[derive(Clone, Debug)]
pub struct LogList {
    pub rows: Vec<LogRow>,
    pub around: Around,
    /// Acts that can be chosen in the filter: (code, words).
    pub actions: Vec<(String, Words)>,
    /// Accounts that can be chosen in the filter: (id, name and address).
    pub people: Vec<(String, String)>,
    /// How long lines are kept, in words; none is without limit (SL-15, MS-6).
    pub kept: Option<Words>,
    /// What of the filter was refused; then there are no rows.
    pub refused: Vec<FieldError>,
    /// Where the newest line stands: the head of the chain.
    pub head: Option<(u64, String)>,
    /// With which a downloaded log can be checked.
    pub public_key: String,
}

#[async_trait]
pub trait OperationLogsApi {
    /// The company's own log, or for staff the provider's.
    async fn operation_logs(&self, filter: LogFilter) -> Result<LogList, AppError>;
}
