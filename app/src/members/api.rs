use super::states::{InvitationState, Lock, MemberFilter, MemberState};
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, Neighbours, When};
use crate::mail::undelivered::Undelivered;
use crate::password_rules::PasswordShape;
use crate::permission::{ADMINISTRATORS, Permission, Role, Verb};
use crate::second_factor::api::StepState;
use async_trait::async_trait;
use serde::Deserialize;

pub const VIEW: Permission =
    Permission::new("members.view", Verb::View, "メンバーを見る", "See the members").held_by(ADMINISTRATORS);
pub const MANAGE: Permission =
    Permission::new("members.manage", Verb::Edit, "メンバーを招待・変更する", "Invite and change members")
        .held_by(ADMINISTRATORS)
        .with_step_up();
/// DS-13: a holder of this right is the security manager.
pub const APPROVE: Permission =
    Permission::new("members.approve", Verb::Approve, "メンバーの追加を承認する", "Approve new members")
        .owners_only()
        .with_step_up();

/// A member in the list.
#[derive(Clone, Debug)]
pub struct MemberRow {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub state: MemberState,
    /// True if the account is forged, so that it opens nothing.
    pub altered: bool,
    /// True if the account was forged when it was removed.
    pub was_altered: bool,
    pub lock: Option<Lock>,
    pub second_factor: StepState,
    pub last_sign_in: Option<When>,
    /// True if the account is active but has been unused for the time in the profile.
    pub dormant: bool,
}

impl MemberRow {
    /// True if nobody but the program has written what the row says.
    pub fn is_certain(&self) -> bool {
        !self.altered && !self.was_altered
    }

    /// True if a list that shows the row has to explain the badge of forged rows.
    pub fn needs_notice(&self) -> bool {
        self.altered || (self.second_factor == StepState::Altered && self.is_certain())
    }
}

/// An open invitation.
#[derive(Clone, Debug)]
pub struct InvitationRow {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub state: InvitationState,
    pub invited: When,
    pub invited_by: String,
    /// The time until which the link is valid.
    pub until: Option<When>,
    pub expired: bool,
    /// The delivery failure of the invitation.
    pub undelivered: Option<Undelivered>,
    /// True if the row is forged. It has no effect and can only be ended.
    pub altered: bool,
}

/// What the viewer may do about members.
#[derive(Clone, Debug)]
pub struct Rights {
    pub manage: bool,
    pub approve: bool,
    /// The roles that the viewer may give.
    pub roles: Vec<Role>,
    /// True if new members need approval.
    pub approval_needed: bool,
}

/// A page of members, newest first, with the open invitations.
#[derive(Clone, Debug)]
pub struct MemberList {
    pub members: Vec<MemberRow>,
    pub around: Neighbours,
    pub invitations: Vec<InvitationRow>,
    pub rights: Rights,
}

/// What administrators can do about a member's password, and the state of a reset.
#[derive(Clone, Debug)]
pub struct Reset {
    /// True if the profile allows administrators to end a password and mail a link for a new one.
    pub offered: bool,
    /// True if that link also removes a lock.
    pub opens_lock: bool,
    /// True if the password has ended and no new one is set yet.
    pub open: bool,
    /// The time until which the mailed link is valid; `None` if no link is valid.
    pub until: Option<When>,
    /// The validity of a link in minutes.
    pub minutes: u32,
    /// The delivery failure of the mail with the link.
    pub undelivered: Option<Undelivered>,
}

/// One member.
#[derive(Clone, Debug)]
pub struct MemberDetail {
    pub row: MemberRow,
    pub joined: When,
    pub password_expires: Option<When>,
    /// The number of open sessions.
    pub sessions: u64,
    /// True if the member is the viewer.
    pub own: bool,
    /// True if the viewer may change this member.
    pub may_change: bool,
    pub reset: Reset,
    pub download: DownloadRight,
    /// True if the viewer may give the right to download, because they have it themselves.
    pub may_give_download: bool,
    /// The page of the member's client certificates, if the profile allows certificates.
    pub certificates: Option<String>,
    pub rights: Rights,
}

/// The role of two-step verification when a person joins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SecondStep {
    NotAsked,
    /// It is set up at the first sign-in.
    SetUp,
    /// The person returns, and their old second step is still required.
    Kept,
}

/// The page behind an invitation.
#[derive(Clone, Debug)]
pub struct JoinFacts {
    /// `None` for the provider's staff.
    pub company: Option<String>,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub shape: PasswordShape,
    pub until: Option<When>,
    /// True if the address has an account already, so that it cannot get another one (MS-13, WS-1).
    pub taken: bool,
    pub second_step: SecondStep,
    /// The lock of a returning person's account, which stays.
    pub stays_locked: Option<Lock>,
}

/// Invites a person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InviteMember {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub role: String,
    /// The language of the invitation.
    #[serde(default)]
    pub lang: String,
}

/// Names an invitation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneInvitation {
    pub id: String,
}

/// Names a member.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneMember {
    pub id: String,
}

/// Whether a member may download files, and what decides it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DownloadRight {
    /// Given by the role or the profile, so there is nothing to decide.
    Given,
    /// Decided for this person.
    Decided(bool),
}

/// Gives or withdraws a member's right to download.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDownload {
    pub id: String,
    /// `allowed`, or empty.
    #[serde(default)]
    pub download: String,
}

/// Gives a member another role.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRole {
    pub id: String,
    #[serde(default)]
    pub role: String,
}

/// The first password of a person who accepts an invitation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    #[serde(default)]
    pub new: String,
    #[serde(default)]
    pub again: String,
}

#[cfg_attr(test, unimock::unimock(api = MembersFake))]
#[async_trait]
pub trait MembersApi: Send + Sync {
    async fn members(&self, shown: MemberFilter, cursor: &ListCursor) -> Result<MemberList, AppError>;

    async fn member(&self, id: &str) -> Result<MemberDetail, AppError>;

    async fn invite_member(&self, command: InviteMember) -> Result<Next, AppError>;

    async fn approve_invitation(&self, command: OneInvitation) -> Result<Next, AppError>;

    async fn send_invitation_again(&self, command: OneInvitation) -> Result<Next, AppError>;

    async fn withdraw_invitation(&self, command: OneInvitation) -> Result<Next, AppError>;

    async fn change_role(&self, command: ChangeRole) -> Result<Next, AppError>;

    /// Gives or withdraws the right to download (MS-17).
    async fn set_download(&self, command: SetDownload) -> Result<Next, AppError>;

    async fn suspend_member(&self, command: OneMember) -> Result<Next, AppError>;

    async fn resume_member(&self, command: OneMember) -> Result<Next, AppError>;

    async fn remove_member(&self, command: OneMember) -> Result<Next, AppError>;

    async fn sign_member_out(&self, command: OneMember) -> Result<Next, AppError>;

    /// Ends a member's password and sessions at once, and mails a link for a new password (MS-16).
    async fn reset_member(&self, command: OneMember) -> Result<Next, AppError>;

    async fn joining(&self) -> Result<JoinFacts, AppError>;

    async fn join(&self, command: Join) -> Result<Next, AppError>;
}
