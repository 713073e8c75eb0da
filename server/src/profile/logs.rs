//! What is logged, how long it is kept, and who sees it (SL-15, MS-6, MS-13, MS-19, MS-24, DS-6, BP-5, BP-16, WS-2,
//! WS-7).

use serde::Deserialize;

use super::error::Findings;
use super::value::{Always, Days, Keep};
use super::words::{ActionKind, Audience, Disclosure, LogKind, SignInField};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logs {
    pub kinds: Vec<LogKind>,
    pub actions: Vec<ActionKind>,
    pub sign_in_fields: Vec<SignInField>,
    /// Every entry carries the id of the account that acted.
    pub account_id: Always,
    pub search_by_account: Always,
    /// True if a person sees all their own activity; otherwise they see only their own sign-ins (BP-5).
    pub own_activity: bool,
    /// Who sees the activity of one member.
    pub member_activity: Audience,
    /// Who sees each kind of log in the console.
    pub visible: Visible,
    /// When a customer receives logs beyond the visible ones.
    pub disclosure: Disclosure,
    /// Disclosed logs are signed.
    pub disclosure_signed: Always,
}

/// A value for each kind of log.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerLog<T> {
    /// Actions, including refused ones.
    pub operation: T,
    pub sign_in: T,
    /// Requests, one line each in the program's own log.
    pub access: T,
    pub error: T,
    pub server: T,
}

/// Who sees each kind of log in the console.
pub type Visible = PerLog<Audience>;

/// How long each kind of log is kept; a purge is itself logged.
pub type Retention = PerLog<Keep>;

impl<T: Copy> PerLog<T> {
    pub fn of(&self, kind: LogKind) -> T {
        match kind {
            LogKind::Operation => self.operation,
            LogKind::SignIn | LogKind::SignOut => self.sign_in,
            LogKind::Access => self.access,
            LogKind::Error => self.error,
            LogKind::Server => self.server,
        }
    }
}

impl Retention {
    /// The approximate number of days for which the operation log is kept; `None` is without limit.
    pub fn operation_log_days(&self) -> Option<Days> {
        match self.operation {
            Keep::For(length) => Some(length.days()),
            Keep::Unlimited => None,
        }
    }

    pub(super) fn contradictions(&self, logs: &Logs, f: &mut Findings<'_>) {
        for (kind, key) in [
            (LogKind::Operation, "operation"),
            (LogKind::SignIn, "sign_in"),
            (LogKind::Access, "access"),
            (LogKind::Error, "error"),
            (LogKind::Server, "server"),
        ] {
            let gone = matches!(self.of(kind), Keep::For(length) if length.is_zero());
            f.refuse_if(gone, &format!("retention.{key}"), "the log would be deleted immediately");
            let public = logs.visible.of(kind) == Audience::Public;
            f.refuse_if(public, &format!("logs.visible.{key}"), "a company's log can't be public");
        }
        let needed = [LogKind::Operation, LogKind::SignIn];
        let missing = needed.iter().any(|kind| !logs.kinds.contains(kind));
        f.refuse_if(missing, "logs.kinds", "`operation` and `sign-in` are always logged");
        // Both are the same list; one is filtered by person.
        let elsewhere = logs.member_activity != logs.visible.operation;
        let reason = "member activity is in the operation log: logs.visible.operation decides who can view it";
        f.refuse_if(elsewhere, "logs.member_activity", reason);
    }
}
