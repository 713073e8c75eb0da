//! Where members and invitations stand. The codes are stable: they stand in the database.

use crate::text::Text;

/// Whether somebody may sign in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MemberState {
    Active,
    /// Not for now; the account stays as it is.
    Suspended,
    /// No longer of the company. The account stays in the records, and nobody signs in with it.
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

/// Which ways wrong passwords have closed. Passkeys and open sessions stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lock {
    /// Every way with a password.
    Whole,
    /// With a password, on devices never seen.
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

/// Which members a list shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Shown {
    /// Everybody who has not left.
    #[default]
    Present,
    /// Who may sign in and has not for long.
    Dormant,
    Locked,
    Suspended,
    Left,
}

impl Shown {
    pub const ALL: [Shown; 5] = [Shown::Present, Shown::Dormant, Shown::Locked, Shown::Suspended, Shown::Left];

    /// As the address has it.
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

/// Where an invitation stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InvitationState {
    /// The security manager has to approve it first (DS-13).
    Waiting,
    /// The link is on its way.
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
