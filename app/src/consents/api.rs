use super::states::RequestState;
use crate::end_users::api::{EndUserDetail, EndUserFilter, EndUserList};
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, When};
use crate::operation_logs::api::{LogFilter, LogList, LogRow};
use crate::permission::{ADMINISTRATORS, LookScope, Permission, SUPPORT, Verb};
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

pub const GRANT: Permission =
    Permission::new("consents.grant", Verb::Edit, "運営スタッフの閲覧を許可する", "Allow support access")
        .held_by(ADMINISTRATORS)
        .with_step_up();
/// MS-18: staff use it only with the company's consent.
pub const LOOK: Permission = Permission::new(
    "support.look",
    Verb::View,
    "同意を得て契約企業のデータを閲覧する",
    "View customer data with the customer's consent",
)
.held_by(SUPPORT);
/// MS-18: to ask a company for a consent. It opens nothing: only the company's answer does.
pub const ASK: Permission =
    Permission::new("consents.ask", Verb::Edit, "契約企業にデータの閲覧を申請する", "Request access to customer data")
        .held_by(SUPPORT);

/// The number of views that the page of a consent shows. The log has all of them.
pub const VIEWS_SHOWN: u64 = 100;

/// A consent, in force or ended.
#[derive(Clone, Debug)]
pub struct Consent {
    pub id: String,
    pub scopes: Vec<LookScope>,
    /// None where somebody else than the program has written it.
    pub reason: Option<String>,
    pub granted: When,
    pub granted_by: String,
    pub until: When,
    /// The time it was revoked.
    pub ended: Option<When>,
    /// Who revoked it.
    pub ended_by: String,
    pub in_force: bool,
    /// True if the row is forged. It lets nobody look and can only be ended; what it says may not be shown.
    pub altered: bool,
    /// True if the row was forged when it was revoked. What it said until then may not be shown.
    pub was_altered: bool,
    /// How often staff have used it.
    pub looks: u64,
}

/// The company's page, with the newest consents first.
#[derive(Clone, Debug)]
pub struct ConsentList {
    /// The requests that wait for an answer.
    pub requests: Vec<AccessRequest>,
    /// Those that were answered or have ended, the newest first.
    pub answered: Vec<AccessRequest>,
    pub consents: Vec<Consent>,
    /// The hours to choose from, up to the maximum of the profile.
    pub hours: Vec<u32>,
}

/// One consent with its views, newest first.
#[derive(Clone, Debug)]
pub struct ConsentDetail {
    pub consent: Consent,
    /// The request that it answers, if staff asked for it.
    pub request: Option<AccessRequest>,
    /// The newest entries of the company's log that name this consent.
    pub views: Vec<LogRow>,
}

/// The case that a request or a consent serves.
#[derive(Clone, Debug)]
pub struct ServedCase {
    pub id: String,
    /// `CS-2026-0001`; empty for a case that has none, and for one that is gone or forged.
    pub number: String,
}

/// A request of support staff for a consent. Everything that it asks for is as it was sealed when they asked.
#[derive(Clone, Debug)]
pub struct AccessRequest {
    pub id: String,
    /// The case that it serves.
    pub case: Option<ServedCase>,
    pub scopes: Vec<LookScope>,
    pub reason: String,
    pub hours: u32,
    pub asked: When,
    pub asked_by: String,
    /// The time after which it can no longer be answered.
    pub until: When,
    pub state: RequestState,
    pub answered: Option<When>,
    /// The administrator who has answered, or the member of staff who has withdrawn it.
    pub answered_by: String,
    /// Why the company has declined it.
    pub why: Option<String>,
    /// True for the reader's own request.
    pub own: bool,
}

/// What staff see of a company's consents on its page.
#[derive(Clone, Debug, Default)]
pub struct StaffConsents {
    /// Those in force, and forged ones.
    pub consents: Vec<Consent>,
    /// The requests that wait for the company's answer.
    pub waiting: Vec<AccessRequest>,
}

/// A request as the company answers it.
#[derive(Clone, Debug)]
pub struct RequestToAnswer {
    pub request: AccessRequest,
    /// The hours to choose from, up to those asked for and the maximum of the profile.
    pub hours: Vec<u32>,
}

/// What staff have asked of a company, with the form for another request.
#[derive(Clone, Debug)]
pub struct Asking {
    pub tenant: String,
    pub company: Words,
    /// The case of the page, if it is about one.
    pub case: Option<String>,
    /// The newest first.
    pub requests: Vec<AccessRequest>,
    pub hours: Vec<u32>,
    /// True while a request of the reader waits for an answer: there is one for each company and member of staff.
    pub waiting: bool,
}

/// Data that staff view under a consent: its company, and the end of the consent.
#[derive(Clone, Debug)]
pub struct UnderConsent<T> {
    pub company: String,
    pub until: When,
    pub shown: T,
}

/// Grants staff a consent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantConsent {
    #[serde(default)]
    pub scopes: Vec<String>,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub hours: String,
}

/// Asks a company for a consent. The id is that of the company or of the case, as the path says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskForAccess {
    pub id: String,
    #[serde(default)]
    pub scopes: Vec<String>,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub hours: String,
}

/// Allows a request, as it was shown or less: fewer scopes, fewer hours.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllowRequest {
    pub id: String,
    #[serde(default)]
    pub scopes: Vec<String>,
    /// The reason as it was shown. It must be that of the request.
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub hours: String,
}

/// Declines a request. The reason may be empty.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclineRequest {
    pub id: String,
    #[serde(default)]
    pub why: String,
}

/// Names a consent, or a request for one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneConsent {
    pub id: String,
}

#[cfg_attr(test, unimock::unimock(api = ConsentsFake))]
#[async_trait]
pub trait ConsentsApi: Send + Sync {
    async fn consents(&self) -> Result<ConsentList, AppError>;

    async fn grant_consent(&self, command: GrantConsent) -> Result<Next, AppError>;

    /// Ends a consent. It applies from the next request of staff.
    async fn end_consent(&self, command: OneConsent) -> Result<Next, AppError>;

    /// One consent of the company, with its views.
    async fn consent(&self, id: &str) -> Result<ConsentDetail, AppError>;

    /// A request that the company answers.
    async fn access_request(&self, id: &str) -> Result<RequestToAnswer, AppError>;

    /// Makes a consent of what was asked for, or of a part of it.
    async fn allow_request(&self, command: AllowRequest) -> Result<Next, AppError>;

    async fn decline_request(&self, command: DeclineRequest) -> Result<Next, AppError>;

    /// For staff: what was asked of a company.
    async fn asked_of_company(&self, tenant: &str) -> Result<Asking, AppError>;

    /// For staff: what was asked of the company of a case.
    async fn asked_for_case(&self, case: &str) -> Result<Asking, AppError>;

    /// Asks a company. The id of the command is that of the company.
    async fn ask_company(&self, command: AskForAccess) -> Result<Next, AppError>;

    /// Asks the company of a case. The id of the command is that of the case, and the request ends with the case.
    async fn ask_for_case(&self, command: AskForAccess) -> Result<Next, AppError>;

    /// Withdraws one's own request.
    async fn withdraw_request(&self, command: OneConsent) -> Result<Next, AppError>;

    /// For staff: the consents of a company that are in force, and what they wait for.
    async fn consents_of(&self, tenant: &str) -> Result<StaffConsents, AppError>;

    async fn look_at_end_users(
        &self,
        tenant: &str,
        filter: EndUserFilter,
        cursor: ListCursor,
    ) -> Result<UnderConsent<EndUserList>, AppError>;

    async fn look_at_end_user(&self, tenant: &str, id: &str) -> Result<UnderConsent<EndUserDetail>, AppError>;

    async fn look_at_logs(&self, tenant: &str, filter: LogFilter) -> Result<UnderConsent<LogList>, AppError>;
}
