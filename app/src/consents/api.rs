use crate::end_users::api::{EndUserDetail, EndUserFilter, EndUserList};
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, When};
use crate::operation_logs::api::{LogFilter, LogList};
use crate::permission::{ADMINISTRATORS, LookScope, Permission, SUPPORT, Verb};
use async_trait::async_trait;
use serde::Deserialize;

pub const GRANT: Permission =
    Permission::new("consents.grant", Verb::Edit, "サポートスタッフの閲覧を許可する", "Let support staff look")
        .held_by(ADMINISTRATORS)
        .with_step_up();
/// MS-18: staff use it only with the company's consent.
pub const LOOK: Permission = Permission::new(
    "support.look",
    Verb::View,
    "同意を得て契約企業のデータを閲覧する",
    "Look at a company's data under its consent",
)
.held_by(SUPPORT);

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
    pub consents: Vec<Consent>,
    /// The hours to choose from, up to the maximum of the profile.
    pub hours: Vec<u32>,
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

/// Names a consent.
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

    /// For staff: the consents of a company that are in force.
    async fn consents_of(&self, tenant: &str) -> Result<Vec<Consent>, AppError>;

    async fn look_at_end_users(
        &self,
        tenant: &str,
        filter: EndUserFilter,
        cursor: ListCursor,
    ) -> Result<UnderConsent<EndUserList>, AppError>;

    async fn look_at_end_user(&self, tenant: &str, id: &str) -> Result<UnderConsent<EndUserDetail>, AppError>;

    async fn look_at_logs(&self, tenant: &str, filter: LogFilter) -> Result<UnderConsent<LogList>, AppError>;
}
