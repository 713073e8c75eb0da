//! States of members and invitations. Codes are stable, because the database contains them.

use crate::text::Text;

/// Whether a person may sign in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MemberState {
    Active,
    /// Temporarily not; the account stays as it is.
    Suspended,
    /// No longer a member. The account stays in the records, but nobody can sign in with it.
    Left,
}

impl MemberState {
    pub const ALL: [MemberState; 3] = [MemberState::Active, MemberState::Suspended, MemberState::Left];

    pub fn code(self) -> &'static str {
        match self {
            MemberState::Active => "active",
            MemberState::Suspended => "suspended",
            MemberState::Left => "left",
        }
    }

    pub fn from_code(code: &str) -> Option<MemberState> {
        MemberState::ALL.into_iter().find(|state| state.code() == code)
    }

    pub fn text(self) -> Text {
        match self {
            MemberState::Active => Text::new("有効", "Active"),
            MemberState::Suspended => Text::new("利用停止", "Suspended"),
            MemberState::Left => Text::new("退会済み", "Removed"),
        }
    }
}

/// A lock caused by wrong passwords. It does not affect passkeys and open sessions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lock {
    /// Locks every sign-in by password.
    Whole,
    /// Locks sign-in by password on unknown devices.
    NewDevices,
}

impl Lock {
    pub fn text(self) -> Text {
        match self {
            Lock::Whole => Text::new("ロック中", "Locked"),
            Lock::NewDevices => Text::new("新しい端末はロック中", "Locked on new devices"),
        }
    }
}

/// The members shown in a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Shown {
    /// Members who have not left.
    #[default]
    Present,
    /// Active members without a recent sign-in.
    Dormant,
    Locked,
    Suspended,
    Left,
}

impl Shown {
    pub const ALL: [Shown; 5] = [Shown::Present, Shown::Dormant, Shown::Locked, Shown::Suspended, Shown::Left];

    /// The code in the address.
    pub fn code(self) -> &'static str {
        match self {
            Shown::Present => "",
            Shown::Dormant => "dormant",
            Shown::Locked => "locked",
            Shown::Suspended => "suspended",
            Shown::Left => "left",
        }
    }

    pub fn from_code(code: &str) -> Option<Shown> {
        Shown::ALL.into_iter().find(|shown| shown.code() == code)
    }

    pub fn text(self) -> Text {
        match self {
            Shown::Present => Text::new("在籍中", "Present"),
            Shown::Dormant => Text::new("長期間利用なし", "Unused for long"),
            Shown::Locked => Text::new("ロック中", "Locked"),
            Shown::Suspended => MemberState::Suspended.text(),
            Shown::Left => MemberState::Left.text(),
        }
    }
}

/// The state of an invitation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InvitationState {
    /// Waits for approval by the security manager (DS-13).
    Waiting,
    /// The link was sent.
    Sent,
    Accepted,
    Withdrawn,
}

impl InvitationState {
    pub const ALL: [InvitationState; 4] =
        [InvitationState::Waiting, InvitationState::Sent, InvitationState::Accepted, InvitationState::Withdrawn];

    pub fn code(self) -> &'static str {
        match self {
            InvitationState::Waiting => "waiting",
            InvitationState::Sent => "sent",
            InvitationState::Accepted => "accepted",
            InvitationState::Withdrawn => "withdrawn",
        }
    }

    pub fn from_code(code: &str) -> Option<InvitationState> {
        InvitationState::ALL.into_iter().find(|state| state.code() == code)
    }
}
