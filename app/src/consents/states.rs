//! The states of a request for access. Codes are stable, because the database contains them.

use super::messages as m;
use crate::kit::codes;

codes! {
    /// The state of a request for access.
    pub enum RequestState {
        Waiting = "waiting" => m::WAITING,
        /// The company has allowed it, or a part of it.
        Allowed = "allowed" => m::ALLOWED,
        Declined = "declined" => m::DECLINED,
        /// Its author has withdrawn it.
        Withdrawn = "withdrawn" => m::WITHDRAWN,
        /// Nobody has answered in time, or its case has ended before.
        Lapsed = "lapsed" => m::LAPSED,
    }
}
