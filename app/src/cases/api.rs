use super::states::CaseState;
use crate::contacts::api::Contact;
use crate::error::{AppError, Next};
use crate::kit::{Around, Place, When};
use crate::mail::undelivered::Undelivered;
use crate::members::states::Lock;
use crate::password_rules::PasswordShape;
use crate::text::{Text, Words};
use async_trait::async_trait;
use serde::Deserialize;

/// An account as staff see it: states, no secret (MS-18).
#[derive(Clone, Debug)]
pub struct FoundAccount {
    pub id: String,
    pub name: String,
    pub email: String,
    pub company: String,
    pub company_id: String,
    pub role: Words,
    pub suspended: bool,
    /// Which ways are closed, and since when.
    pub lock: Option<(Lock, When)>,
    pub has_second_factor: bool,
    pub last_sign_in: Option<When>,
    /// A case of theirs that is not closed.
    pub open_case: Option<String>,
    /// What somebody with their address has asked and nobody has answered.
    pub asked: Vec<HelpRequest>,
}

/// A case in the queue.
#[derive(Clone, Debug)]
pub struct CaseRow {
    pub id: String,
    pub company: String,
    pub name: String,
    pub email: String,
    pub removes_second_factor: bool,
    pub state: CaseState,
    /// When the person asked, or staff opened it where nobody did.
    pub asked: When,
    /// How long they have waited in the hours of the desk.
    pub waited: Words,
    /// The end of the business day by which the profile promises an answer.
    pub due: When,
    pub late: bool,
    /// Somebody else than the program has written it: it does nothing, and can be ended at most.
    pub altered: bool,
}

/// A page of cases: of open ones what is due soonest first, of all the newest first.
#[derive(Clone, Debug)]
pub struct CaseList {
    pub rows: Vec<CaseRow>,
    pub around: Around,
}

/// Something that happened in a case: what, when, by whom.
#[derive(Clone, Debug)]
pub struct CaseEvent {
    pub what: Words,
    pub at: When,
    pub who: String,
}

/// One case, for staff or for the company.
#[derive(Clone, Debug)]
pub struct CaseDetail {
    pub row: CaseRow,
    pub evidence: Option<Words>,
    pub reason: String,
    pub events: Vec<CaseEvent>,
    /// For staff: by whom the company is reached.
    pub contacts: Vec<Contact>,
    /// For staff: what the person asked, in their words, those of later requests as well.
    pub asked: Vec<HelpRequest>,
    /// Passkeys of the person: a reset leaves them, and the removal of two-step verification takes them away.
    pub passkeys: u64,
    /// For staff: the mail with the link did not arrive.
    pub undelivered: Option<Undelivered>,
    /// Nobody else in the company can agree: the reset may be approved from here on.
    pub cooling_until: Option<When>,
    pub cooled: bool,
    /// Whoever looks took a step that a second person must confirm.
    pub own: bool,
    pub outcome: Option<Words>,
}

/// What the page behind the link shows.
#[derive(Clone, Debug)]
pub struct ResetFacts {
    pub email: String,
    pub shape: PasswordShape,
    pub has_second_factor: bool,
    pub removes_second_factor: bool,
    pub until: When,
    /// The lock of the account, where this does not open it.
    pub stays_locked: Option<Lock>,
}

/// What somebody who cannot sign in has asked. Nobody has made sure who it was.
#[derive(Clone, Debug)]
pub struct HelpRequest {
    pub id: String,
    pub kind: Text,
    pub lost_second_factor: bool,
    pub at: When,
    pub waited: Words,
    pub due: When,
    pub late: bool,
    pub email: String,
    /// How often it was asked.
    pub times: u32,
    /// In which words, oldest first.
    pub words: Vec<HelpWords>,
}

/// What was typed. Neither the name nor a number in it has been verified.
#[derive(Clone, Debug)]
pub struct HelpWords {
    pub name: String,
    pub message: String,
    pub at: When,
    /// The message may have a telephone number in it.
    pub holds_number: bool,
}

/// A page of them, what is due soonest first.
#[derive(Clone, Debug)]
pub struct HelpList {
    pub rows: Vec<HelpRequest>,
    pub around: Around,
}

/// Asks the support desk, without signing in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskForHelp {
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub message: String,
}

/// Opens a case for an account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenCase {
    pub account: String,
    #[serde(default)]
    pub second_factor: String,
}

/// How identity was checked, and why the reset is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckCase {
    pub id: String,
    #[serde(default)]
    pub checked: Vec<String>,
    #[serde(default)]
    pub evidence: String,
    #[serde(default)]
    pub reason: String,
}

/// Names a case, for a step that says nothing more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneCase {
    pub id: String,
}

/// The new password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    #[serde(default)]
    pub new: String,
    #[serde(default)]
    pub again: String,
}

#[async_trait]
pub trait CasesApi {
    /// The account of an address, as staff look it up.
    async fn account_of(&self, email: &str) -> Result<Option<FoundAccount>, AppError>;

    /// Cases of all companies, for staff.
    async fn cases(&self, open: bool, place: &Place) -> Result<CaseList, AppError>;

    async fn case(&self, id: &str) -> Result<CaseDetail, AppError>;

    async fn ask_for_help(&self, command: AskForHelp) -> Result<Next, AppError>;

    /// What people who cannot sign in have asked and nobody has answered.
    async fn help_requests(&self, place: &Place) -> Result<HelpList, AppError>;

    async fn finish_help(&self, command: OneCase) -> Result<Next, AppError>;

    /// The own company's cases, newest first.
    async fn company_cases(&self) -> Result<Vec<CaseDetail>, AppError>;

    async fn open_case(&self, command: OpenCase) -> Result<Next, AppError>;

    async fn check_case(&self, command: CheckCase) -> Result<Next, AppError>;

    async fn consent_case(&self, command: OneCase) -> Result<Next, AppError>;

    async fn refuse_case(&self, command: OneCase) -> Result<Next, AppError>;

    async fn approve_case(&self, command: OneCase) -> Result<Next, AppError>;

    async fn send_case_again(&self, command: OneCase) -> Result<Next, AppError>;

    async fn cancel_case(&self, command: OneCase) -> Result<Next, AppError>;

    async fn reset_facts(&self) -> Result<ResetFacts, AppError>;

    async fn reset_password(&self, command: ResetPassword) -> Result<Next, AppError>;
}
