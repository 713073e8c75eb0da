use crate::error::{AppError, FieldError};
use crate::kit::{Neighbours, Total, When};
use crate::operation_logs::api::{LogFilter, LogResult};
use crate::permission::{ADMINISTRATORS, Permission, Verb};
use crate::text::Words;
use async_trait::async_trait;

pub const VIEW: Permission = Permission::new(
    "sign_in_history.view",
    Verb::View,
    "メンバーのログイン履歴を表示する",
    "View members' sign-in history",
)
.held_by(ADMINISTRATORS);

/// A finished sign-in attempt.
#[derive(Clone, Debug)]
pub struct SignInRow {
    pub at: When,
    pub who: Words,
    /// The complete account id (MS-13, BP-16); empty if the address has no account.
    pub account_id: String,
    pub ip: String,
    pub device: Words,
    /// The browser's user agent.
    pub browser: String,
    /// The method, if it succeeded.
    pub method: Option<Words>,
    pub result: LogResult,
    /// Why it failed.
    pub reason: Option<Words>,
}

/// A page of the history, newest first.
#[derive(Clone, Debug)]
pub struct SignInList {
    pub rows: Vec<SignInRow>,
    pub around: Neighbours,
    /// The number of matches.
    pub count: Total,
    /// What the field for the member suggests: the text that it takes, and its words.
    pub people: Vec<(String, Words)>,
    /// The chosen member, as the field shows it.
    pub actor: Option<String>,
    pub refused: Vec<FieldError>,
    /// The retention time in words; `None` is without limit.
    pub kept: Option<Words>,
}

/// One of a person's own actions.
#[derive(Clone, Debug)]
pub struct ActivityRow {
    pub at: When,
    pub what: Words,
    pub object: Words,
    pub ip: String,
    pub device: Words,
    pub method: Option<Words>,
    pub result: LogResult,
    /// Why it failed.
    pub reason: Option<Words>,
}

/// A page of one's own actions, newest first.
#[derive(Clone, Debug)]
pub struct Activity {
    pub rows: Vec<ActivityRow>,
    pub around: Neighbours,
    /// The number of matches.
    pub count: Total,
    pub refused: Vec<FieldError>,
    /// True for all actions; false for sign-ins only, if the profile gives no other log (BP-5).
    pub whole: bool,
}

#[cfg_attr(test, unimock::unimock(api = SignInHistoryFake))]
#[async_trait]
pub trait SignInHistoryApi: Send + Sync {
    /// The sign-in history of the company, or for staff that of the provider. Filters by days, person and result.
    async fn sign_in_history(&self, filter: LogFilter) -> Result<SignInList, AppError>;

    /// One's own actions. Filters by days and result, and by sign-ins only.
    async fn activity(&self, filter: LogFilter) -> Result<Activity, AppError>;
}
