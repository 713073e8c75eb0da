//! The choices of the form of a draft. Codes are stable, because forms and logs contain them.

use super::messages as m;
use crate::announcements::messages::{PINNED, URGENT};
use crate::kit::codes;

codes! {
    /// What can be ticked for an announcement.
    pub enum Mark {
        Urgent = "urgent" => URGENT,
        Pinned = "pinned" => PINNED,
        /// Readers are asked to say that they have taken note.
        Acknowledge = "acknowledge" => m::ACKNOWLEDGE,
        /// Contacts get letters about a correction too.
        Tell = "tell" => m::TELL,
    }
}

codes! {
    /// Whom an announcement is for.
    pub enum ReachChoice {
        All = "all" => m::REACH_ALL,
        Profiles = "profiles" => m::REACH_PROFILES,
        Companies = "companies" => m::REACH_COMPANIES,
    }
}
