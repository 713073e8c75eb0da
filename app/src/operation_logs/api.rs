use super::messages as m;
use crate::error::{AppError, FieldError};
use crate::kit::{ListCursor, Neighbours, Total, When, codes};
use crate::permission::{ADMINISTRATORS, Permission, Verb};
use crate::text::{Text, Words};
use async_trait::async_trait;

pub const VIEW: Permission =
    Permission::new("operation_logs.view", Verb::View, "操作ログを表示する", "View the operation log")
        .held_by(ADMINISTRATORS);

/// The query parameters of a list of log entries.
pub const FILTERS: [&str; 9] = ["from", "to", "action", "actor", "result", "q", "system", "after", "before"];

/// The value of `system` with which a list also shows the system's own records.
pub const SHOW_SYSTEM: &str = "show";
/// The value of `system` with which a file leaves them out.
pub const HIDE_SYSTEM: &str = "hide";
/// The value of `actor` that stands for every member of staff.
pub const STAFF: &str = "staff";
/// The value of `actor` that stands for the program itself.
pub const SYSTEM: &str = "system";

/// Filters of the log; each is a query parameter named after the column.
#[derive(Clone, Debug, Default)]
pub struct LogFilter {
    /// First and last day in JST, both included, `2026-11-01`.
    pub from: String,
    pub to: String,
    /// The code of the action, such as `sign_in.succeeded`.
    pub action: String,
    /// The actor: a complete account id (MS-13), a name, an email address, [`STAFF`] or [`SYSTEM`].
    pub actor: String,
    pub result: String,
    /// Whole words: the name or id of an object, the name of a person, an IP address or a request number.
    pub q: String,
    /// Whether the system's own records are among the rows: [`SHOW_SYSTEM`], [`HIDE_SYSTEM`], or empty for the usual: a list
    /// leaves them out, a file has them.
    pub system: String,
    /// Its cursors are sequence numbers.
    pub cursor: ListCursor,
}

impl LogFilter {
    /// True if no filter is set.
    pub fn is_open(&self) -> bool {
        let narrows = [&self.from, &self.to, &self.action, &self.actor, &self.result, &self.q];
        narrows.iter().all(|value| value.is_empty()) && self.system != HIDE_SYSTEM
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
    pub more: LogMore,
}

/// What only the log itself shows of an entry.
#[derive(Clone, Debug, Default)]
pub struct LogMore {
    /// True if support staff acted in the log of a company.
    pub by_staff: bool,
    /// The browser, such as `Chrome 156（Windows）`.
    pub device: Option<Words>,
    pub changes: Vec<LogChange>,
    /// The hash of the entry before.
    pub previous: String,
    /// True if the stored entry does not match its own hash.
    pub altered: bool,
    pub object_kind: String,
    pub object_id: String,
    /// What to search for to find the other entries about the object.
    pub search: String,
}

/// A value before and after an action. The facts with these keys say the same.
#[derive(Clone, Debug)]
pub struct LogChange {
    pub keys: [String; 2],
    pub label: Words,
    pub before: Words,
    pub after: Words,
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
    /// The number of matches.
    pub count: Total,
    /// The number of matches among the system's own records, which the page leaves out.
    pub left_out: Total,
    /// The actions in the filter, by subject.
    pub actions: Vec<ActionGroup>,
    /// What the field for the actor suggests: the text that it takes, and its words.
    pub people: Vec<(String, Words)>,
    /// The chosen actor in words, and as the field shows it.
    pub actor: Option<(String, Words)>,
    pub periods: Vec<Period>,
    /// The retention time in words; `None` is without limit (SL-15, MS-6).
    pub kept: Option<Words>,
    /// The errors in the filter. If there are any, the list has no rows.
    pub refused: Vec<FieldError>,
    pub seal: LogSeal,
    /// True while entries of an older version cannot be searched by their words yet.
    pub unindexed: bool,
}

/// The actions of one subject: (code, words).
#[derive(Clone, Debug)]
pub struct ActionGroup {
    pub title: Words,
    pub actions: Vec<(String, Words)>,
}

/// A usual period, with its first and last day in Japan.
#[derive(Clone, Debug)]
pub struct Period {
    pub words: Text,
    pub from: String,
    pub to: String,
}

/// What the program has verified of a log.
#[derive(Clone, Debug)]
pub struct LogSeal {
    /// The number of the newest entry; 0 for an empty log.
    pub newest: u64,
    /// The number of the entry that the newest checkpoint witnesses, outside the database.
    pub checkpoint: Option<u64>,
    pub state: SealState,
}

#[derive(Clone, Debug)]
pub enum SealState {
    /// Each entry up to a number follows from the one before, and the log holds its checkpoint. Verified at a time.
    Verified { to: u64, at: When },
    /// This process has not verified the log since its start.
    Waiting,
    /// The log is not as the program has written it.
    Altered,
}

/// What verifying a downloaded log takes.
#[derive(Clone, Debug)]
pub struct LogProof {
    pub seal: LogSeal,
    /// The hash of the newest entry.
    pub hash: String,
    /// The public key of the signatures (Ed25519, RFC 8032).
    pub public_key: String,
    /// The id of the company, or of the provider, as the file names it.
    pub tenant: String,
    /// The file that the person has downloaded last, or the name that one would have now.
    pub file: String,
}

#[cfg_attr(test, unimock::unimock(api = OperationLogsFake))]
#[async_trait]
pub trait OperationLogsApi: Send + Sync {
    /// The company's own log, or for staff the provider's.
    async fn operation_logs(&self, filter: LogFilter) -> Result<LogList, AppError>;

    /// What verifying a file of this log takes.
    async fn log_proof(&self) -> Result<LogProof, AppError>;
}
