//! Requests of people who cannot sign in, as the desk reads them.

use crate::kit::{Neighbours, When};
use crate::text::{Text, Words};

/// A request from a person who cannot sign in. Nobody has verified their identity.
#[derive(Clone, Debug)]
pub struct HelpRequest {
    pub id: String,
    /// True if the row is forged: nobody knows who asked, or for what.
    pub unreadable: bool,
    pub kind: Text,
    pub lost_second_factor: bool,
    pub at: When,
    pub waited: Words,
    pub due: When,
    /// The time by which the person was told to hear from the desk, if it is another one.
    pub told: Option<When>,
    pub late: bool,
    pub email: String,
    /// The number of requests.
    pub times: u32,
    /// The texts of the requests, oldest first.
    pub words: Vec<HelpWords>,
}

/// A typed text. Neither its name nor a telephone number in it is verified.
#[derive(Clone, Debug)]
pub struct HelpWords {
    pub name: String,
    pub message: String,
    pub at: When,
    /// True if the message may contain a telephone number.
    pub holds_number: bool,
}

/// A page of requests, soonest due first.
#[derive(Clone, Debug)]
pub struct HelpList {
    pub rows: Vec<HelpRequest>,
    pub around: Neighbours,
}
