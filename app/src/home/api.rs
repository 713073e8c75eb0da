use crate::error::AppError;
use crate::kit::When;
use crate::operation_logs::api::LogRow;
use async_trait::async_trait;

/// What the home page shows. Parts the person may not see are absent.
#[derive(Clone, Debug)]
pub struct Home {
    pub now: When,
    /// When the own password runs out, with the calendar days left, if within 14.
    pub password_expires: Option<(When, i64)>,
    /// Recovery codes that are left, if they are few.
    pub recovery_codes: Option<u64>,
    /// Support cases that wait for the person's consent.
    pub cases_waiting: u64,
    /// Resets asked for the person's own account, which they can refuse.
    pub cases_own: u64,
    /// Members who are locked out.
    pub locked: u64,
    /// Members who are locked on new devices alone.
    pub locked_new: u64,
    /// Nobody is told of maintenance and incidents: the company has no contact.
    pub no_contacts: bool,
    /// Invitations that wait for the person's approval.
    pub approvals_waiting: u64,
    /// Accounts that nobody has used for `unused_days`.
    pub dormant: u64,
    pub unused_days: u32,
    /// Exports that are running now: (id, name, rows done, rows in all).
    pub exports_running: Vec<(String, String, u64, u64)>,
    /// The newest lines of the operation log, if the person may see it.
    pub recent: Option<Vec<LogRow>>,
    /// End users stored, and when the last import ended, if the person may see them.
    pub end_users: Option<(u64, Option<When>)>,
}

#[async_trait]
pub trait HomeApi {
    async fn home(&self) -> Result<Home, AppError>;
}
