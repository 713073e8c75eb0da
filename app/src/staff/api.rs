use super::states::StaffState;
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, Neighbours, When};
use crate::mail::undelivered::Undelivered;
use crate::members::states::MemberState;
use crate::permission::{Permission, Role, SUPPORT, Verb};
use async_trait::async_trait;
use serde::Deserialize;

/// DS-13, BP-15: another member of staff must approve each new one.
pub const STAFF: Permission = Permission::new(
    "support.staff",
    Verb::Edit,
    "運営スタッフの追加を依頼・承認する",
    "Request and approve support staff",
)
.held_by(SUPPORT)
.with_step_up();

/// How a member of staff was approved.
#[derive(Clone, Debug)]
pub enum Approval {
    /// Added first, when nobody could approve.
    First,
    By {
        name: String,
        at: When,
    },
    /// Added before approvals were recorded.
    NotKept,
    /// The record of the approval is forged.
    Altered,
}

/// A member of staff.
#[derive(Clone, Debug)]
pub struct StaffRow {
    pub name: String,
    pub email: String,
    pub role: Role,
    pub state: MemberState,
    /// True if the account is forged, so that it opens nothing.
    pub altered: bool,
    /// True if the account was forged when it was removed.
    pub was_altered: bool,
    pub since: When,
    pub approval: Approval,
    /// The reason of the approval; for the first member, of the addition.
    pub reason: String,
}

/// Who approved a request, when, and why.
#[derive(Clone, Debug)]
pub struct Approved {
    pub by: String,
    pub at: When,
    pub why: String,
}

/// A requested member of staff without an account.
#[derive(Clone, Debug)]
pub struct StaffRequest {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub state: StaffState,
    pub asked: When,
    /// The person who asked; `None` for the command line.
    pub asked_by: Option<String>,
    pub why: String,
    /// The time until which the link is valid.
    pub until: Option<When>,
    pub expired: bool,
    /// The delivery failure of the mail with the link.
    pub undelivered: Option<Undelivered>,
    pub approved: Option<Approved>,
    /// True if the viewer must not approve, because they asked or it is about themselves.
    pub own: bool,
    /// True if the row is forged. It has no effect and can only be ended.
    pub altered: bool,
}

/// A page of staff, newest first, with the open requests.
#[derive(Clone, Debug)]
pub struct StaffList {
    pub rows: Vec<StaffRow>,
    /// The number of all staff.
    pub total: u64,
    pub around: Neighbours,
    pub requests: Vec<StaffRequest>,
}

/// Requests a new member of staff.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskStaff {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub role: String,
    /// The language of the invitation.
    #[serde(default)]
    pub lang: String,
    #[serde(default)]
    pub why: String,
}

/// Decides on a request.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecideStaff {
    pub id: String,
    #[serde(default)]
    pub why: String,
}

/// Names a request.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneStaffRequest {
    pub id: String,
}

#[cfg_attr(test, unimock::unimock(api = StaffFake))]
#[async_trait]
pub trait StaffApi: Send + Sync {
    async fn staff(&self, cursor: &ListCursor) -> Result<StaffList, AppError>;

    async fn staff_request(&self, id: &str) -> Result<StaffRequest, AppError>;

    async fn ask_staff(&self, command: AskStaff) -> Result<Next, AppError>;

    async fn approve_staff(&self, command: DecideStaff) -> Result<Next, AppError>;

    async fn reject_staff(&self, command: DecideStaff) -> Result<Next, AppError>;

    async fn send_staff_link(&self, command: OneStaffRequest) -> Result<Next, AppError>;
}
