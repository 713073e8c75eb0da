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
    /// Accounts whose password would be expired at once.
    pub accounts_expired: u64,
    /// Log lines older than the new retention, which would be purged.
    pub log_lines_purged: u64,
    /// Sessions that the new limits would end.
    pub sessions_ended: u64,
    /// Accounts whose codes by mail are no longer offered: they set up an app at the next sign-in.
    pub mail_codes_ended: u64,
    /// Values that differ: (what, now, then).
    pub differences: Vec<(Words, Words, Words)>,
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
