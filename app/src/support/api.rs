use crate::contacts::api::Contact;
use crate::error::{AppError, Next};
use crate::kit::{ListCursor, Neighbours, When, codes};
use crate::permission::{Permission, STAFF, SUPPORT, Verb};
use crate::security::api::{ProfileView, StaffRule};
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

pub const HOME: Permission =
    Permission::new("support.home", Verb::View, "運営画面を開く", "Open the support console").held_by(STAFF);
pub const TENANTS: Permission =
    Permission::new("support.tenants", Verb::View, "契約企業を表示する", "View companies").held_by(STAFF);
pub const CHANGE_PROFILE: Permission = Permission::new(
    "support.profile_change",
    Verb::Edit,
    "サービスプロファイルを変更する",
    "Change a company's service profile",
)
.held_by(SUPPORT)
.with_step_up();
pub const PROFILES: Permission =
    Permission::new("support.profiles", Verb::View, "サービスプロファイルを表示する", "View service profiles")
        .held_by(SUPPORT);
pub const LOGS: Permission =
    Permission::new("support.logs", Verb::View, "運営の操作ログを表示する", "View the provider's operation log")
        .held_by(SUPPORT);

/// A company for staff: name, contract, account states; no end user and no secret (MS-18).
#[derive(Clone, Debug)]
pub struct TenantRow {
    pub id: String,
    /// The name in a forged row is called so.
    pub name: Words,
    /// Name and title of the profile. `None` if the row is forged: what it says is not certain.
    pub profile: Option<(String, Words)>,
    pub created: When,
    pub accounts: u64,
    pub locked: u64,
    /// True if the row is forged. None of its people can sign in.
    pub altered: bool,
}

/// A company whose row is forged.
#[derive(Clone, Debug)]
pub struct AlteredCompany {
    pub id: String,
    /// What the row says. `None` if it cannot be read; then the company has no page.
    pub name: Option<Words>,
}

/// A page of companies.
#[derive(Clone, Debug)]
pub struct TenantList {
    pub rows: Vec<TenantRow>,
    /// All forged ones, on whatever page of the list they are.
    pub altered: Vec<AlteredCompany>,
    pub around: Neighbours,
    /// The number of companies that the search leaves.
    pub total: u64,
}

codes! {
    /// The order of the companies.
    #[derive(Default)]
    pub enum CompanyOrder {
        #[default]
        Newest = "" => super::messages::ORDER_NEWEST,
        Oldest = "oldest" => super::messages::ORDER_OLDEST,
        Name = "name" => super::messages::ORDER_NAME,
    }
}

/// What staff look for among the companies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanySearch {
    /// A part of the name.
    pub q: String,
    pub order: CompanyOrder,
}

/// The effects of a profile change before it is saved.
#[derive(Clone, Debug)]
pub struct ProfilePreview {
    pub profile: String,
    pub title: Words,
    /// The effects on the company's people and stored data, without empty ones.
    pub effects: Vec<ProfileEffect>,
    pub differences: Vec<Difference>,
}

/// An effect of a profile change, and the number of people or things affected.
#[derive(Clone, Debug)]
pub struct ProfileEffect {
    pub what: Words,
    pub figure: Words,
    /// True if this version of the program enforces it, and does not only announce it.
    pub kept: bool,
}

/// A value that would change.
#[derive(Clone, Debug)]
pub struct Difference {
    pub section: Words,
    pub label: Words,
    pub now: Rule,
    pub then: Rule,
}

/// A value of a profile, and whether this version of the program enforces it.
#[derive(Clone, Debug)]
pub struct Rule {
    pub value: Words,
    pub kept: bool,
}

impl Difference {
    /// True if the program behaves differently after the change.
    pub fn is_felt(&self) -> bool {
        self.now.kept || self.then.kept
    }
}

/// A profile change that waits for another member of staff.
#[derive(Clone, Debug)]
pub struct ProfileChangeAsked {
    pub id: String,
    pub at: When,
    pub by: String,
    /// True if the viewer asked for it and so cannot approve it.
    pub own: bool,
    pub reason: String,
    /// The row is forged: it can be ended, and nothing else.
    pub altered: bool,
}

/// A company and the profiles to choose from.
#[derive(Clone, Debug)]
pub struct TenantDetail {
    pub tenant: TenantRow,
    /// The number of its accounts that are forged.
    pub altered_accounts: u64,
    /// The confirmed contacts.
    pub contacts: Vec<Contact>,
    /// (name, title) of every profile.
    pub profiles: Vec<(String, Words)>,
    /// The effects of the waiting change, or else of the chosen profile.
    pub preview: Option<ProfilePreview>,
    pub asked: Option<ProfileChangeAsked>,
}

/// Requests another profile for a company.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeProfile {
    pub id: String,
    pub profile: String,
    pub reason: String,
}

/// Names a waiting change and its company.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneProfileChange {
    pub id: String,
    pub change: String,
}

/// Asks for the effects of another profile on a company.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviewProfile {
    pub id: String,
    #[serde(default)]
    pub profile: String,
}

#[cfg_attr(test, unimock::unimock(api = SupportFake))]
#[async_trait]
pub trait SupportApi: Send + Sync {
    async fn tenants(&self, search: &CompanySearch, cursor: &ListCursor) -> Result<TenantList, AppError>;

    /// One company. If `preview` names a profile, also the effects of changing to it.
    async fn tenant(&self, id: &str, preview: Option<&str>) -> Result<TenantDetail, AppError>;

    /// Shows the effects of another profile. Changes nothing.
    async fn preview_profile(&self, command: PreviewProfile) -> Result<Next, AppError>;

    async fn ask_profile(&self, command: ChangeProfile) -> Result<Next, AppError>;

    async fn approve_profile(&self, command: OneProfileChange) -> Result<Next, AppError>;

    async fn cancel_profile(&self, command: OneProfileChange) -> Result<Next, AppError>;

    /// One profile by name, for the profile pages.
    async fn profile(&self, name: &str) -> Result<ProfileView, AppError>;

    /// The rules for staff, each with its profile.
    async fn staff_rules(&self) -> Result<Vec<StaffRule>, AppError>;

    /// (name, title) of every profile.
    async fn profiles(&self) -> Result<Vec<(String, Words)>, AppError>;
}
