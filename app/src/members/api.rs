use super::states::{InvitationState, Lock, MemberFilter, MemberOrder, MemberState, SelectedAct, TwoStepFilter};
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, Neighbours, Total, When};
use crate::mail::undelivered::Undelivered;
use crate::password_rules::PasswordShape;
use crate::permission::{ADMINISTRATORS, Permission, Role, RoleRights, Verb};
use crate::second_factor::api::StepState;
use crate::text::Text;
use async_trait::async_trait;

pub use super::commands::{
    ChangeRole, ChangeRoles, InviteMember, Join, OneInvitation, OneMember, RemoveMember, SetDownload, SeveralPeople,
};

pub const VIEW: Permission =
    Permission::new("members.view", Verb::View, "メンバーを表示する", "View members").held_by(ADMINISTRATORS);
pub const MANAGE: Permission =
    Permission::new("members.manage", Verb::Edit, "メンバーを招待・変更する", "Invite and manage members")
        .held_by(ADMINISTRATORS)
        .with_step_up();
/// A light action: a viewer sees nothing of the company, and the next link only replaces the one before.
pub const INVITE: Permission = Permission::new(
    "members.invite",
    Verb::Edit,
    "閲覧者を招待し、招待を再送信する",
    "Invite viewers and resend invitations",
)
.held_by(ADMINISTRATORS)
.with_light_step_up();
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
    /// The days of the profile, if the account is active but has been unused for that long.
    pub dormant: Option<u32>,
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
    pub roles: Vec<RoleRights>,
    /// True if new members need approval.
    pub approval_needed: bool,
}

impl Rights {
    pub fn may_give(&self, role: Role) -> bool {
        self.roles.iter().any(|one| one.role == role)
    }
}

/// What a list of members shows, and in which order.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct MemberQuery {
    /// Words of a name, or an address. Each word may be the beginning of one.
    pub q: String,
    pub state: MemberFilter,
    pub role: Option<Role>,
    pub two_step: Option<TwoStepFilter>,
    pub order: MemberOrder,
    /// The number of rows that the reader chose, as in `ListCursor`; the links of the list keep it.
    pub rows: String,
}

/// The number of members in one of the views of the list, with all its other filters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MemberCount {
    pub state: MemberFilter,
    pub n: u64,
}

/// A page of members, with the open invitations.
#[derive(Clone, Debug)]
pub struct MemberList {
    pub members: Vec<MemberRow>,
    pub around: Neighbours,
    /// The number of matching members before this page, and in all.
    pub before: u64,
    pub total: Total,
    pub counts: Vec<MemberCount>,
    /// After how many days an account counts as unused.
    pub unused_days: u32,
    /// The number of newest members that the list is made of, if the company has more.
    pub only_newest: Option<u64>,
    pub invitations: Vec<InvitationRow>,
    pub rights: Rights,
}

/// One of several people who were ticked in a list.
#[derive(Clone, Debug)]
pub struct SelectedPerson {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// Why nothing can be done with this one, if so.
    pub why_not: Option<Text>,
}

/// The people who were ticked in a list.
#[derive(Clone, Debug)]
pub struct Selected {
    pub people: Vec<SelectedPerson>,
    pub rights: Rights,
}

/// What ends or stays when a member is removed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Affected {
    /// Open invitations that they have given or approved.
    pub invitations: u64,
    /// Exports that they have started and that are not finished.
    pub exports: u64,
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
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own about the member or the viewer")]
pub struct MemberDetail {
    pub row: MemberRow,
    pub joined: When,
    pub password_expires: Option<When>,
    /// True if the next sign-in asks for a new password, so the expiry of this one says nothing.
    pub must_change_password: bool,
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
    pub affected: Affected,
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

/// Whether a member may download files, and what decides it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DownloadRight {
    /// Given by the role or the profile, so there is nothing to decide.
    Given,
    /// Decided for this person.
    Decided(bool),
}

#[cfg_attr(test, unimock::unimock(api = MembersFake))]
#[async_trait]
pub trait MembersApi: Send + Sync {
    async fn members(&self, asked: &MemberQuery, cursor: &ListCursor) -> Result<MemberList, AppError>;

    /// The people with these ids, before something is done with all of them.
    async fn selected_people(&self, act: SelectedAct, ids: &[String]) -> Result<Selected, AppError>;

    /// Suspends all of some members, or none if one of them cannot be suspended. Each has an entry in the log.
    async fn suspend_members(&self, command: SeveralPeople) -> Result<Next, AppError>;

    /// Gives all of some members another role, or none of them. Each has an entry in the log.
    async fn change_roles(&self, command: ChangeRoles) -> Result<Next, AppError>;

    /// Sends all of some invitations again, or none of them. Each has an entry in the log.
    async fn send_invitations_again(&self, command: SeveralPeople) -> Result<Next, AppError>;

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

    async fn remove_member(&self, command: RemoveMember) -> Result<Next, AppError>;

    async fn sign_member_out(&self, command: OneMember) -> Result<Next, AppError>;

    /// Ends a member's password and sessions at once, and mails a link for a new password (MS-16).
    async fn reset_member(&self, command: OneMember) -> Result<Next, AppError>;

    async fn joining(&self) -> Result<JoinFacts, AppError>;

    async fn join(&self, command: Join) -> Result<Next, AppError>;
}
