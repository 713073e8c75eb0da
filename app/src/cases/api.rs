use super::states::{Barred, CaseState, by_id, titled};
use crate::contacts::api::Contact;
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, Neighbours, When, name_words};
use crate::mail::undelivered::Undelivered;
use crate::members::states::Lock;
use crate::password_rules::PasswordShape;
use crate::permission::{ADMINISTRATORS, Permission, STAFF, Verb};
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

pub use super::filter::{CaseFilter, With};
pub use super::found::{
    AccountSearch, DeskFigures, FoundAccount, FoundCompany, FoundPerson, LockedAccount, LockedList,
};
pub use super::help::{HelpList, HelpRequest, HelpWords};

pub const CONSENT: Permission =
    Permission::new("cases.consent", Verb::Approve, "サポートの対応案件に同意する", "Consent to support cases")
        .held_by(ADMINISTRATORS)
        .with_step_up();
pub const HANDLE: Permission = Permission::new("support.cases", Verb::Edit, "対応案件を扱う", "Handle support cases")
    .held_by(STAFF)
    .with_step_up();
pub const WORK: Permission = Permission::new(
    "support.cases_work",
    Verb::Edit,
    "対応案件の担当を決め、メモを残す",
    "Assign support cases and add notes",
)
.held_by(STAFF);

/// A case in the queue.
#[derive(Clone, Debug)]
pub struct CaseRow {
    pub id: String,
    /// `CS-2026-0001`; empty if the case has none, or if nobody knows what it is about.
    pub number: String,
    /// The id of the person's account; empty if nobody knows whom it is about.
    pub account: String,
    /// The member of staff who works on it.
    pub assignee: Option<Assignee>,
    /// The staffed hours until the deadline, while an open case has some.
    pub left: Option<Words>,
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

/// The member of staff who works on a case.
#[derive(Clone, Debug)]
pub struct Assignee {
    pub id: String,
    pub name: String,
    /// True if it is the viewer.
    pub own: bool,
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

    /// What a case is called: by its person, or by its id where nobody knows whom it is about.
    pub fn called(&self) -> Words {
        if self.is_certain() { name_words(&*self.name) } else { by_id(&self.id) }
    }

    /// The title of its page: number, person and kind.
    pub fn title(&self) -> Words {
        let called = self.called();
        if self.is_certain() { titled(&self.number, &called, self.removes_second_factor) } else { called }
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
    /// The time of the identity check, if there was one.
    pub checked: Option<When>,
    pub events: Vec<CaseEvent>,
    /// For staff: the people through whom the company is reached.
    pub contacts: Vec<Contact>,
    /// For staff: the person's requests in their own words, including later ones.
    pub asked: Vec<HelpRequest>,
    /// For staff: their notes, newest first.
    pub notes: Vec<CaseNote>,
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

impl CaseDetail {
    /// True if the identity of the person is to be checked next.
    pub fn waits_for_check(&self) -> bool {
        self.row.state == CaseState::Opened && !self.row.altered && self.row.barred.is_none()
    }
}

/// A note of staff on a case.
#[derive(Clone, Debug)]
pub struct CaseNote {
    pub at: When,
    pub by: String,
    /// `None` if it cannot be read.
    pub text: Option<String>,
    /// The log has an entry about it, and the note itself was taken away.
    pub missing: bool,
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

/// Takes a case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignCase {
    pub id: String,
    /// The id of the member of staff who had it when the page was shown; empty for nobody.
    #[serde(default)]
    pub from: String,
}

/// Adds a note of staff to a case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddNote {
    pub id: String,
    #[serde(default)]
    pub note: String,
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
    pub again: Option<String>,
}

#[cfg_attr(test, unimock::unimock(api = CasesFake))]
#[async_trait]
pub trait CasesApi: Send + Sync {
    /// Finds the account of an address or with an id, for staff.
    async fn account_of(&self, which: &str) -> Result<Option<FoundAccount>, AppError>;

    /// Finds companies and their members by names, for staff.
    async fn search_accounts(&self, typed: &str) -> Result<AccountSearch, AppError>;

    /// The members of all companies who are locked out, or of one, if its id is given.
    async fn locked_accounts(&self, company: &str) -> Result<LockedList, AppError>;

    /// What waits at the desk; `None` for staff who do not belong to it.
    async fn desk_figures(&self) -> Result<Option<DeskFigures>, AppError>;

    /// Cases of all companies, for staff.
    async fn cases(&self, filter: &CaseFilter, cursor: &ListCursor) -> Result<CaseList, AppError>;

    async fn case(&self, id: &str) -> Result<CaseDetail, AppError>;

    async fn ask_for_help(&self, command: AskForHelp) -> Result<Next, AppError>;

    /// Open requests from people who cannot sign in, at most so many.
    async fn help_requests(&self, most: u64, cursor: &ListCursor) -> Result<HelpList, AppError>;

    async fn finish_help(&self, command: OneCase) -> Result<Next, AppError>;

    /// The own company's cases, newest first.
    async fn company_cases(&self) -> Result<Vec<CaseDetail>, AppError>;

    async fn open_case(&self, command: OpenCase) -> Result<Next, AppError>;

    async fn assign_case(&self, command: AssignCase) -> Result<Next, AppError>;

    async fn unassign_case(&self, command: OneCase) -> Result<Next, AppError>;

    async fn add_note(&self, command: AddNote) -> Result<Next, AppError>;

    async fn check_case(&self, command: CheckCase) -> Result<Next, AppError>;

    async fn consent_case(&self, command: OneCase) -> Result<Next, AppError>;

    async fn refuse_case(&self, command: OneCase) -> Result<Next, AppError>;

    async fn approve_case(&self, command: OneCase) -> Result<Next, AppError>;

    async fn send_case_again(&self, command: OneCase) -> Result<Next, AppError>;

    async fn cancel_case(&self, command: OneCase) -> Result<Next, AppError>;

    async fn reset_facts(&self) -> Result<ResetFacts, AppError>;

    async fn reset_password(&self, command: ResetPassword) -> Result<Next, AppError>;
}
