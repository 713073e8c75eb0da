//! States of members and invitations. Codes are stable, because the database contains them.

use super::messages as m;
use crate::kit::codes;
use crate::text::{Text, Words};

codes! {
    /// Whether a person may sign in.
    pub enum MemberState {
        Active = "active" => Text::new("有効", "Active"),
        /// Temporarily not; the account stays as it is.
        Suspended = "suspended" => Text::new("利用停止", "Suspended"),
        /// No longer a member. The account stays in the records, but nobody can sign in with it.
        Left = "left" => Text::new("削除済み", "Removed"),
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
        Present = "",
        /// Active members without a recent sign-in.
        Dormant = "dormant",
        Locked = "locked",
        Suspended = "suspended",
        Left = "left",
    }
}

impl MemberFilter {
    /// In words. `unused_days`: for how long an account counts as used, by the profile.
    pub fn words(self, unused_days: u32) -> Words {
        match self {
            MemberFilter::Present => m::PRESENT.into(),
            MemberFilter::Dormant => m::DORMANT.with(&[("n", &unused_days)]),
            MemberFilter::Locked => Lock::Whole.text().into(),
            MemberFilter::Suspended => MemberState::Suspended.text().into(),
            MemberFilter::Left => MemberState::Left.text().into(),
        }
    }
}

codes! {
    /// Members with or without two-step verification.
    pub enum TwoStepFilter {
        On = "on" => m::ON,
        Off = "off" => m::OFF,
    }
}

codes! {
    /// The order of a list of members.
    #[derive(Default)]
    pub enum MemberOrder {
        #[default]
        Newest = "",
        Name = "name",
        NameBack = "-name",
        /// From owners to viewers.
        Role = "role",
        RoleBack = "-role",
        /// Those who have never signed in come first.
        LastSignIn = "last",
        LastSignInBack = "-last",
    }
}

codes! {
    /// What is done with several people who were ticked in a list.
    pub enum SelectedAct {
        Suspend = "suspend" => m::SUSPEND,
        Role = "role" => m::CHANGE,
        /// About invitations.
        Resend = "resend" => m::RESEND_TITLE,
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
