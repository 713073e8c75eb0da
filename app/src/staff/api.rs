use super::states::StaffState;
use crate::error::{AppError, Next};
use crate::kit::{Around, Place, When};
use crate::mail::undelivered::Undelivered;
use crate::members::states::MemberState;
use crate::permission::Role;
use async_trait::async_trait;
use serde::Deserialize;

/// How somebody came to be staff.
#[derive(Clone, Debug)]
pub enum Approval {
    /// There was nobody yet who could approve.
    First,
    By {
        name: String,
        at: When,
    },
    /// From before approvals were kept.
    NotKept,
}

/// A member of staff.
#[derive(Clone, Debug)]
pub struct StaffRow {
    pub name: String,
    pub email: String,
    pub role: Role,
    pub state: MemberState,
    pub since: When,
    pub approval: Approval,
    /// Why they were approved; of the first one, why they were added.
    pub reason: String,
}

/// Somebody who is asked for and has no account yet.
#[derive(Clone, Debug)]
pub struct StaffRequest {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub state: StaffState,
    pub asked: When,
    /// Who asked; nobody's name where it came from the command line.
    pub asked_by: Option<String>,
    pub why: String,
    /// How long the link is good.
    pub until: Option<When>,
    pub expired: bool,
    /// The mail with the link did not arrive.
    pub undelivered: Option<Undelivered>,
    /// Who approved, when and why.
    pub approved: Option<(String, When, String)>,
    /// Whoever looks must not approve: they asked, or it is about themselves.
    pub own: bool,
    /// Somebody else than the program has written it: it does nothing, and can be ended at most.
    pub altered: bool,
}

/// A page of staff, the newest first, with the requests that are open.
#[derive(Clone, Debug)]
pub struct StaffList {
    pub rows: Vec<StaffRow>,
    pub around: Around,
    pub requests: Vec<StaffRequest>,
}

/// Asks for a new member of staff.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskStaff {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub role: String,
    /// In which the invitation is written.
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

#[async_trait]
pub trait StaffApi {
    async fn staff(&self, place: &Place) -> Result<StaffList, AppError>;

    async fn staff_request(&self, id: &str) -> Result<StaffRequest, AppError>;

    async fn ask_staff(&self, command: AskStaff) -> Result<Next, AppError>;

    async fn approve_staff(&self, command: DecideStaff) -> Result<Next, AppError>;

    async fn reject_staff(&self, command: DecideStaff) -> Result<Next, AppError>;

    async fn send_staff_link(&self, command: OneStaffRequest) -> Result<Next, AppError>;
}
