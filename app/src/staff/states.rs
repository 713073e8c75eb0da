//! Where a request for a new member of staff stands. Codes are stable: they stand in the database and in logs.

use super::messages as m;
use crate::text::Text;

/// Where a request for a member of staff stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StaffState {
    /// Another member of staff is asked.
    Waiting,
    /// The link is on its way.
    Approved,
    /// The account is there.
    Joined,
    Rejected,
}

impl StaffState {
    pub const ALL: [StaffState; 4] =
        [StaffState::Waiting, StaffState::Approved, StaffState::Joined, StaffState::Rejected];

    pub fn code(self) -> &'static str {
        match self {
            StaffState::Waiting => "waiting",
            StaffState::Approved => "approved",
            StaffState::Joined => "joined",
            StaffState::Rejected => "rejected",
        }
    }

    pub fn from_code(code: &str) -> Option<StaffState> {
        StaffState::ALL.into_iter().find(|state| state.code() == code)
    }

    pub fn text(self) -> Text {
        match self {
            StaffState::Waiting => m::WAITING,
            StaffState::Approved => m::APPROVED,
            StaffState::Joined => m::JOINED,
            StaffState::Rejected => m::REJECTED,
        }
    }
}
