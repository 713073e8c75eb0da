use super::messages as m;
use crate::error::{AppError, FieldError};
use crate::kit::{ListCursor, Neighbours, When, codes};
use crate::permission::{ADMINISTRATORS, Permission, Verb};
use crate::text::Words;
use async_trait::async_trait;

pub const VIEW: Permission =
    Permission::new("operation_logs.view", Verb::View, "操作ログを見る", "See the operation log")
        .held_by(ADMINISTRATORS);

/// The query parameters of a list of log entries.
pub const FILTERS: [&str; 7] = ["from", "to", "action", "actor", "result", "after", "before"];

/// Filters of the log; each is a query parameter named after the column.
#[derive(Clone, Debug, Default)]
pub struct LogFilter {
    /// First and last day in JST, both included, `2026-11-01`.
    pub from: String,
    pub to: String,
    /// The code of the action, such as `sign_in.succeeded`.
    pub action: String,
    /// The complete account id of the actor (MS-13).
    pub actor: String,
    pub result: String,
    /// Its cursors are sequence numbers.
    pub cursor: ListCursor,
}

impl LogFilter {
    /// True if no filter is set.
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
    /// The page of the object, if the entry leads to one.
    pub page: Option<String>,
    pub result: LogResult,
    pub ip: String,
    pub hash: String,
    pub facts: Vec<LogFact>,
}

/// A further fact of an action: its code in the log, and its words.
#[derive(Clone, Debug)]
pub struct LogFact {
    pub key: String,
    pub code: String,
    pub label: Words,
    pub value: Words,
}

codes! {
    /// The result of an action. Codes are stable, because logs contain them.
    pub enum LogResult {
        Success = "success" => m::SUCCESS,
        Failure = "failure" => m::FAILURE,
        Denied = "denied" => m::DENIED,
        /// Nobody did it by the console: the program has noticed what somebody else did.
        Noticed = "noticed" => m::NOTICED,
    }
}

impl LogResult {
    /// The results of what people do.
    pub const OF_PEOPLE: [LogResult; 3] = [LogResult::Success, LogResult::Failure, LogResult::Denied];
}

/// A page of the log, newest first.
#[derive(Clone, Debug)]
pub struct LogList {
    pub rows: Vec<LogRow>,
    pub around: Neighbours,
    /// The actions in the filter: (code, words).
    pub actions: Vec<(String, Words)>,
    /// The accounts in the filter: (id, name and address).
    pub people: Vec<(String, String)>,
    /// The retention time in words; `None` is without limit (SL-15, MS-6).
    pub kept: Option<Words>,
    /// The errors in the filter. If there are any, the list has no rows.
    pub refused: Vec<FieldError>,
    /// The head of the chain: number and hash of the newest line.
    pub head: Option<(u64, String)>,
    /// The public key for verifying a downloaded log.
    pub public_key: String,
}

#[cfg_attr(test, unimock::unimock(api = OperationLogsFake))]
#[async_trait]
pub trait OperationLogsApi: Send + Sync {
    /// The company's own log, or for staff the provider's.
    async fn operation_logs(&self, filter: LogFilter) -> Result<LogList, AppError>;
}
