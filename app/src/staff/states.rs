//! States of a request for staff. Codes are stable, because the database and logs contain them.

use super::messages as m;
use crate::text::Text;

/// The state of a request for staff.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StaffState {
    /// Waits for approval by another member of staff.
    Waiting,
    /// The link was sent.
    Approved,
    /// The account exists.
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
