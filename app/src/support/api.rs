use crate::contacts::api::Contact;
use crate::error::{AppError, Next};
use crate::kit::{Around, Place, Todo, When};
use crate::security::api::{ProfileView, StaffRule};
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

/// A company as staff see it: name, contract, account states; no end user and no secret (MS-18).
#[derive(Clone, Debug)]
pub struct TenantRow {
    pub id: String,
    pub name: String,
    pub profile: String,
    pub profile_title: Words,
    pub created: When,
    pub accounts: u64,
    pub locked: u64,
    /// Somebody else than the program has written it: none of its people can come in.
    pub altered: bool,
}

/// A page of companies.
#[derive(Clone, Debug)]
pub struct TenantList {
    /// What waits for whoever looks; none for staff who are not of the desk.
    pub desk: Option<Vec<Todo>>,
    pub rows: Vec<TenantRow>,
    pub around: Around,
}

/// What a change of profile would do, before anyone saves it.
#[derive(Clone, Debug)]
pub struct ProfilePreview {
    pub profile: String,
    pub title: Words,
    /// What it brings about for the company's people and for what is stored, as far as it concerns any.
    pub effects: Vec<Effect>,
    pub differences: Vec<Difference>,
}

/// Something that a change of profile brings about, and for how many.
#[derive(Clone, Debug)]
pub struct Effect {
    pub what: Words,
    pub figure: Words,
    /// Whether this version of the program does it, or only announces it.
    pub kept: bool,
}

/// A value that would be another one.
#[derive(Clone, Debug)]
pub struct Difference {
    pub section: Words,
    pub label: Words,
    pub now: Rule,
    pub then: Rule,
}

/// A value of a profile, and whether this version of the program keeps it.
#[derive(Clone, Debug)]
pub struct Rule {
    pub value: Words,
    pub kept: bool,
}

impl Difference {
    /// Whether the program does anything else after the change.
    pub fn is_felt(&self) -> bool {
        self.now.kept || self.then.kept
    }
}

/// A change of profile that waits for another member of staff.
#[derive(Clone, Debug)]
pub struct ProfileChangeAsked {
    pub id: String,
    pub at: When,
    pub by: String,
    /// Whoever looks asked for it, and cannot approve it.
    pub own: bool,
    pub reason: String,
}

/// A company with the profiles it may be given.
#[derive(Clone, Debug)]
pub struct TenantDetail {
    pub tenant: TenantRow,
    /// Those that have said yes.
    pub contacts: Vec<Contact>,
    /// (name, title) of every profile.
    pub profiles: Vec<(String, Words)>,
    /// What would change: of the change that waits, or else of the profile that was chosen.
    pub preview: Option<ProfilePreview>,
    pub asked: Option<ProfileChangeAsked>,
}

/// Asks for another profile for a company.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeProfile {
    pub id: String,
    pub profile: String,
    pub reason: String,
}

/// Names a change that waits, and its company.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneProfileChange {
    pub id: String,
    pub change: String,
}

/// Asks what another profile would change for a company.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviewProfile {
    pub id: String,
    #[serde(default)]
    pub profile: String,
}

#[async_trait]
pub trait SupportApi {
    async fn tenants(&self, place: &Place) -> Result<TenantList, AppError>;

    /// One company; with `preview` naming a profile, also what changing to it would do.
    async fn tenant(&self, id: &str, preview: Option<&str>) -> Result<TenantDetail, AppError>;

    /// Shows what another profile would change; nothing is done.
    async fn preview_profile(&self, command: PreviewProfile) -> Result<Next, AppError>;

    async fn ask_profile(&self, command: ChangeProfile) -> Result<Next, AppError>;

    async fn approve_profile(&self, command: OneProfileChange) -> Result<Next, AppError>;

    async fn cancel_profile(&self, command: OneProfileChange) -> Result<Next, AppError>;

    /// One profile by name, for the profile pages.
    async fn profile(&self, name: &str) -> Result<ProfileView, AppError>;

    /// What staff are held to, and by which profile.
    async fn staff_rules(&self) -> Result<Vec<StaffRule>, AppError>;

    /// (name, title) of every profile.
    async fn profiles(&self) -> Result<Vec<(String, Words)>, AppError>;
}
