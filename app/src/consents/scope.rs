//! The scopes of a consent, in words and as pages.

use super::messages as m;
use crate::contacts::messages::COMMA;
use crate::permission::LookScope;
use crate::text::{Text, t};

pub fn text(scope: LookScope) -> Text {
    match scope {
        LookScope::EndUsers => crate::end_users::messages::TITLE,
        LookScope::OperationLogs => crate::operation_logs::messages::TITLE,
    }
}

/// The words of a link to its page.
pub fn open(scope: LookScope) -> Text {
    match scope {
        LookScope::EndUsers => m::OPEN_END_USERS,
        LookScope::OperationLogs => m::OPEN_LOG,
    }
}

pub fn text_of(code: &str) -> Option<Text> {
    LookScope::from_code(code).map(text)
}

/// Scopes in words, in the language of the page.
pub fn scopes(scopes: &[LookScope]) -> String {
    scopes.iter().map(|scope| t(text(*scope))).collect::<Vec<_>>().join(t(COMMA))
}

/// The page of a scope, below the company's page.
pub fn path(scope: LookScope) -> &'static str {
    match scope {
        LookScope::EndUsers => "end-users",
        LookScope::OperationLogs => "operation-logs",
    }
}
