//! Accounts as the desk finds them: one, those of a search, those that are locked, and the figures of what waits.

use super::help::HelpRequest;
use crate::kit::When;
use crate::members::states::Lock;
use crate::second_factor::api::StepState;
use crate::text::{Text, Words};

/// An account for staff: states, no secret (MS-18).
#[derive(Clone, Debug)]
pub struct FoundAccount {
    pub id: String,
    pub name: String,
    pub email: String,
    pub company: Words,
    pub company_id: String,
    pub role: Words,
    /// True if the account is forged, so that it opens nothing.
    pub altered: bool,
    /// True if the company is forged. The account itself may be untouched.
    pub company_altered: bool,
    pub suspended: bool,
    /// Why no case can be opened.
    pub barred: Option<Text>,
    /// The lock, and its start.
    pub lock: Option<(Lock, When)>,
    pub second_factor: StepState,
    pub last_sign_in: Option<When>,
    /// The open case of this account.
    pub open_case: Option<String>,
    /// Open requests from this address.
    pub asked: Vec<HelpRequest>,
}

/// What a search of staff finds.
#[derive(Clone, Debug, Default)]
pub struct AccountSearch {
    pub people: Vec<FoundPerson>,
    /// There are more people than are shown.
    pub more_people: bool,
    pub companies: Vec<FoundCompany>,
    /// There are more companies than are shown.
    pub more_companies: bool,
}

/// A member of a company, as a search shows them.
#[derive(Clone, Debug)]
pub struct FoundPerson {
    pub id: String,
    pub name: String,
    pub email_masked: String,
    pub company: Words,
    pub company_id: String,
    pub active: bool,
    /// True if the account is forged.
    pub altered: bool,
    pub lock: Option<(Lock, When)>,
}

/// A company, as a search shows it.
#[derive(Clone, Debug)]
pub struct FoundCompany {
    pub id: String,
    pub name: Words,
}

/// A member who is locked out.
#[derive(Clone, Debug)]
pub struct LockedAccount {
    pub id: String,
    pub name: String,
    pub email_masked: String,
    pub company: Words,
    pub company_id: String,
    /// True if the account is forged.
    pub altered: bool,
    pub lock: Lock,
    pub since: When,
    /// The time since then in staffed hours of the desk.
    pub waited: Words,
    /// The deadline for an answer, had the person asked when the lock began.
    pub due: When,
    pub late: bool,
    /// The open case of the account.
    pub case: Option<String>,
}

/// Locked members, longest first.
#[derive(Clone, Debug)]
pub struct LockedList {
    pub rows: Vec<LockedAccount>,
    /// There are more than are shown.
    pub more: bool,
}

/// What waits at the desk now.
#[derive(Clone, Copy, Debug)]
pub struct DeskFigures {
    /// Open cases.
    pub cases: u64,
    /// Open requests from people who cannot sign in.
    pub requests: u64,
    /// Cases and requests that are due later today.
    pub due_today: u64,
    pub overdue: u64,
    /// Cases that wait for the approval of a second member of staff.
    pub approvals: u64,
    /// Locked members; a hundred stands for all numbers from there on.
    pub locked: u64,
}
