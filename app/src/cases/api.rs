use super::states::{Barred, CaseState};
use crate::contacts::api::Contact;
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, Neighbours, When};
use crate::mail::undelivered::Undelivered;
use crate::members::states::Lock;
use crate::password_rules::PasswordShape;
use crate::permission::{ADMINISTRATORS, Permission, STAFF, Verb};
use crate::second_factor::api::StepState;
use crate::text::{Text, Words};
use async_trait::async_trait;
use serde::Deserialize;

pub const CONSENT: Permission =
    Permission::new("cases.consent", Verb::Approve, "サポートの対応案件に同意する", "Consent to support cases")
        .held_by(ADMINISTRATORS)
        .with_step_up();
pub const HANDLE: Permission = Permission::new("support.cases", Verb::Edit, "対応案件を扱う", "Handle support cases")
    .held_by(STAFF)
    .with_step_up();

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

/// A case in the queue.
#[derive(Clone, Debug)]
pub struct CaseRow {
    pub id: String,
    pub company: Words,
    pub name: String,
    pub email: String,
    pub removes_second_factor: bool,
    pub state: CaseState,
    /// The time the person asked; if the person did not ask, the time staff opened the case.
    pub asked: When,
    /// The waiting time in staffed hours of the desk.
    pub waited: Words,
    /// The promised deadline: the end of a business day in the profile.
    pub due: When,
    pub late: bool,
    /// True if the row is forged. It has no effect and can only be ended.
    pub altered: bool,
    /// Set if the row was forged when the case ended.
    pub ended_altered: Option<AlteredEnd>,
    /// Why an open case cannot go on.
    pub barred: Option<Barred>,
}

/// The end of a case that had been forged: nobody knows what it was about.
#[derive(Clone, Debug)]
pub struct AlteredEnd {
    pub by: String,
    pub at: When,
}

impl CaseRow {
    /// True if the program has written what the row says: it is not forged now, and was not when the case ended.
    pub fn is_certain(&self) -> bool {
        !self.altered && self.ended_altered.is_none()
    }
}

/// A page of cases: open ones soonest due first, all of them newest first.
#[derive(Clone, Debug)]
pub struct CaseList {
    pub rows: Vec<CaseRow>,
    pub around: Neighbours,
}

/// An event in a case: what, when, by whom.
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
    pub reason: Option<Words>,
    pub events: Vec<CaseEvent>,
    /// For staff: the people through whom the company is reached.
    pub contacts: Vec<Contact>,
    /// For staff: the person's requests in their own words, including later ones.
    pub asked: Vec<HelpRequest>,
    /// The number of the person's passkeys. A reset keeps them; removing two-step verification deletes them.
    pub passkeys: u64,
    /// For staff: the delivery failure of the mail with the link.
    pub undelivered: Option<Undelivered>,
    /// Nobody else in the company can consent. The reset may be approved after this time.
    pub cooling_until: Option<When>,
    pub cooled: bool,
    /// True if the viewer took a step that a second person must confirm.
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
    /// The lock of the account, if the new password does not remove it.
    pub stays_locked: Option<Lock>,
}

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

/// Asks the support desk without signing in.
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

/// The evidence of the identity check, and the reason for the reset.
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

/// Names a case, for a step without further fields.
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

#[cfg_attr(test, unimock::unimock(api = CasesFake))]
#[async_trait]
pub trait CasesApi: Send + Sync {
    /// Finds the account of an address, for staff.
    async fn account_of(&self, email: &str) -> Result<Option<FoundAccount>, AppError>;

    /// Cases of all companies, for staff.
    async fn cases(&self, open: bool, cursor: &ListCursor) -> Result<CaseList, AppError>;

    async fn case(&self, id: &str) -> Result<CaseDetail, AppError>;

    async fn ask_for_help(&self, command: AskForHelp) -> Result<Next, AppError>;

    /// Open requests from people who cannot sign in.
    async fn help_requests(&self, cursor: &ListCursor) -> Result<HelpList, AppError>;

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
