use super::states::{InvitationState, Lock, MemberState, Shown};
use crate::error::{AppError, Next};
use crate::kit::{Around, Place, When};
use crate::mail::undelivered::Undelivered;
use crate::password_rules::PasswordShape;
use crate::permission::Role;
use async_trait::async_trait;
use serde::Deserialize;

/// A member in the list.
#[derive(Clone, Debug)]
pub struct MemberRow {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub state: MemberState,
    pub lock: Option<Lock>,
    pub second_factor: bool,
    pub last_sign_in: Option<When>,
    /// May sign in and has not for as long as the profile says.
    pub dormant: bool,
}

/// An invitation that is open.
#[derive(Clone, Debug)]
pub struct InvitationRow {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub state: InvitationState,
    pub invited: When,
    pub invited_by: String,
    /// How long the link is good.
    pub until: Option<When>,
    pub expired: bool,
    /// The invitation did not arrive.
    pub undelivered: Option<Undelivered>,
    /// Somebody else than the program has written it: it does nothing, and can be ended at most.
    pub altered: bool,
}

/// What the person who looks may do about members.
#[derive(Clone, Debug)]
pub struct Rights {
    pub manage: bool,
    pub approve: bool,
    /// Roles that they may give.
    pub roles: Vec<Role>,
    /// New members need the approval of whoever may give it.
    pub approval_needed: bool,
}

/// A page of members, the newest first, with the invitations that are open.
#[derive(Clone, Debug)]
pub struct MemberList {
    pub members: Vec<MemberRow>,
    pub around: Around,
    pub invitations: Vec<InvitationRow>,
    pub rights: Rights,
}

/// What administrators can do about a member's password, and how a reset stands.
#[derive(Clone, Debug)]
pub struct Reset {
    /// The profile lets them end it and mail a link to another one.
    pub offered: bool,
    /// That link opens a lock as well.
    pub opens_lock: bool,
    /// The password was ended, and another one is not set yet.
    pub open: bool,
    /// How long the mailed link is good; none if there is none that is.
    pub until: Option<When>,
    /// For how many minutes a link is good.
    pub minutes: u32,
    /// The mail with the link did not arrive.
    pub undelivered: Option<Undelivered>,
}

/// One member.
#[derive(Clone, Debug)]
pub struct MemberDetail {
    pub row: MemberRow,
    pub joined: When,
    pub password_expires: Option<When>,
    /// Where they are signed in.
    pub sessions: u64,
    /// It is whoever looks.
    pub own: bool,
    /// Whoever looks may change this member.
    pub may_change: bool,
    pub reset: Reset,
    pub download: DownloadRight,
    /// Whoever looks may give the right to download: they have it themselves.
    pub may_give_download: bool,
    /// The page of their client certificates, where the profile takes any.
    pub certificates: Option<String>,
    pub rights: Rights,
}

/// What becomes of two-step verification when somebody joins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SecondStep {
    NotAsked,
    /// It is set up at the first sign-in.
    SetUp,
    /// They have been here before, and what they had is still asked for.
    Kept,
}

/// What the page behind an invitation shows.
#[derive(Clone, Debug)]
pub struct JoinFacts {
    /// None for the provider's staff.
    pub company: Option<String>,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub shape: PasswordShape,
    pub until: Option<When>,
    /// The address has an account already, so that it cannot have another one (MS-13, WS-1).
    pub taken: bool,
    pub second_step: SecondStep,
    /// They have been here before, and this lock of their account stays.
    pub stays_locked: Option<Lock>,
}

/// Asks somebody to join.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InviteMember {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub role: String,
    /// In which the invitation is written.
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

/// Whether somebody may take files along, and who decides it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DownloadRight {
    /// With the role or the profile; there is nothing to decide.
    Given,
    /// Given to this person, or not.
    Decided(bool),
}

/// Lets a member take files along, or no longer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDownload {
    pub id: String,
    /// `allowed`, or nothing.
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

/// The first password of whoever accepts an invitation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    #[serde(default)]
    pub new: String,
    #[serde(default)]
    pub again: String,
}

#[async_trait]
pub trait MembersApi {
    async fn members(&self, shown: Shown, place: &Place) -> Result<MemberList, AppError>;

    async fn member(&self, id: &str) -> Result<MemberDetail, AppError>;

    async fn invite_member(&self, command: InviteMember) -> Result<Next, AppError>;

    async fn approve_invitation(&self, command: OneInvitation) -> Result<Next, AppError>;

    async fn send_invitation_again(&self, command: OneInvitation) -> Result<Next, AppError>;

    async fn withdraw_invitation(&self, command: OneInvitation) -> Result<Next, AppError>;

    async fn change_role(&self, command: ChangeRole) -> Result<Next, AppError>;

    /// Gives or takes the right to download (MS-17).
    async fn set_download(&self, command: SetDownload) -> Result<Next, AppError>;

    async fn suspend_member(&self, command: OneMember) -> Result<Next, AppError>;

    async fn resume_member(&self, command: OneMember) -> Result<Next, AppError>;

    async fn remove_member(&self, command: OneMember) -> Result<Next, AppError>;

    async fn sign_member_out(&self, command: OneMember) -> Result<Next, AppError>;

    /// Ends their password and sessions at once, and mails a link to another one (MS-16).
    async fn reset_member(&self, command: OneMember) -> Result<Next, AppError>;

    async fn joining(&self) -> Result<JoinFacts, AppError>;

    async fn join(&self, command: Join) -> Result<Next, AppError>;
}
