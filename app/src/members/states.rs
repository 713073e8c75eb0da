//! States of members and invitations. Codes are stable, because the database contains them.

use crate::kit::codes;
use crate::text::Text;

codes! {
    /// Whether a person may sign in.
    pub enum MemberState {
        Active = "active" => Text::new("有効", "Active"),
        /// Temporarily not; the account stays as it is.
        Suspended = "suspended" => Text::new("利用停止", "Suspended"),
        /// No longer a member. The account stays in the records, but nobody can sign in with it.
        Left = "left" => Text::new("退会済み", "Removed"),
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

codes! {
    /// The members shown in a list.
    #[derive(Default)]
    pub enum MemberFilter {
        /// Members who have not left.
        #[default]
        Present = "" => Text::new("在籍中", "Present"),
        /// Active members without a recent sign-in.
        Dormant = "dormant" => Text::new("長期間利用なし", "Unused for long"),
        Locked = "locked" => Text::new("ロック中", "Locked"),
        Suspended = "suspended" => MemberState::Suspended.text(),
        Left = "left" => MemberState::Left.text(),
    }
}

codes! {
    /// The state of an invitation.
    pub enum InvitationState {
        /// Waits for approval by the security manager (DS-13).
        Waiting = "waiting",
        /// The link was sent.
        Sent = "sent",
        Accepted = "accepted",
        Withdrawn = "withdrawn",
    }
}
