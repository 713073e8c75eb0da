//! What staff may be shown. The codes are stable: they stand in the database and in logs.

use crate::text::Text;

/// What staff may look at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LookScope {
    EndUsers,
    OperationLogs,
}

impl LookScope {
    pub const ALL: [LookScope; 2] = [LookScope::EndUsers, LookScope::OperationLogs];

    pub fn code(self) -> &'static str {
        match self {
            LookScope::EndUsers => "end_users",
            LookScope::OperationLogs => "operation_logs",
        }
    }

    pub fn from_code(code: &str) -> Option<LookScope> {
        LookScope::ALL.into_iter().find(|scope| scope.code() == code)
    }

    pub fn text(self) -> Text {
        match self {
            LookScope::EndUsers => crate::end_users::messages::TITLE,
            LookScope::OperationLogs => crate::operation_logs::messages::TITLE,
        }
    }

    /// The page of it, below the company's.
    pub fn path(self) -> &'static str {
        match self {
            LookScope::EndUsers => "end-users",
            LookScope::OperationLogs => "operation-logs",
        }
    }
}
