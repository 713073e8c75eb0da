//! States of a request for staff. Codes are stable, because the database and logs contain them.

use super::messages as m;
use crate::kit::codes;

codes! {
    /// The state of a request for staff.
    pub enum StaffState {
        /// Waits for approval by another member of staff.
        Waiting = "waiting" => m::WAITING,
        /// The link was sent.
        Approved = "approved" => m::APPROVED,
        /// The account exists.
        Joined = "joined" => m::JOINED,
        Rejected = "rejected" => m::REJECTED,
    }
}
