//! The scopes of a consent, in words and as pages.

use crate::permission::LookScope;
use crate::text::Text;

pub fn text(scope: LookScope) -> Text {
    match scope {
        LookScope::EndUsers => crate::end_users::messages::TITLE,
        LookScope::OperationLogs => crate::operation_logs::messages::TITLE,
    }
}

pub fn text_of(code: &str) -> Option<Text> {
    LookScope::from_code(code).map(text)
}

/// The page of a scope, below the company's page.
pub fn path(scope: LookScope) -> &'static str {
    match scope {
        LookScope::EndUsers => "end-users",
        LookScope::OperationLogs => "operation-logs",
    }
}
