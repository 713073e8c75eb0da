use crate::error::{AppError, Next};
use crate::kit::When;
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

/// A service profile as pages show it.
#[derive(Clone, Debug)]
pub struct ProfileView {
    pub name: String,
    pub title: Words,
    pub document: String,
    pub version: u32,
    /// The day it takes effect.
    pub effective: When,
    pub sections: Vec<ProfileSection>,
}

/// Values that belong together.
#[derive(Clone, Debug)]
pub struct ProfileSection {
    pub title: Words,
    pub lines: Vec<ProfileRow>,
}

/// One value in force and where it comes from.
#[derive(Clone, Debug)]
pub struct ProfileRow {
    /// As the profile's file names it.
    pub key: &'static str,
    pub label: Words,
    pub value: Words,
    /// The statement's id, such as SL-20b; none where the document is silent and the product decides.
    pub source: Option<String>,
    /// The sentence itself, shortened.
    pub statement: Option<Words>,
    /// Whether this version of the program keeps it, or only shows it.
    pub enforced: bool,
}

/// A rule that staff are held to, the strictest of those whose companies they serve.
#[derive(Clone, Debug)]
pub struct StaffRule {
    pub label: Words,
    pub value: Words,
    /// The profile whose value holds.
    pub profile: Words,
}

/// What the company itself decides.
#[derive(Clone, Debug)]
pub struct CompanyRules {
    pub second_factor_for_all: bool,
    /// Members who may sign in and have no second step.
    pub without_second_factor: u64,
    pub may_edit: bool,
}

/// Changes what the company decides.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeCompanyRules {
    /// `all`, or nothing: as the profile says.
    #[serde(default)]
    pub second_factor: String,
}

/// Another profile that staff have put in force for the company, or want to.
#[derive(Clone, Debug)]
pub struct ProfileChange {
    pub before: Words,
    pub after: Words,
    pub reason: String,
    pub asked: (String, When),
    /// Who approved it and when it counted; none while it waits.
    pub done: Option<(String, When)>,
}

#[async_trait]
pub trait SecurityApi {
    /// The company's own profile in force.
    async fn own_profile(&self) -> Result<ProfileView, AppError>;

    /// Newest first. The company sees them whatever its profile shows of the log.
    async fn profile_changes(&self) -> Result<Vec<ProfileChange>, AppError>;

    async fn company_rules(&self) -> Result<CompanyRules, AppError>;

    async fn change_company_rules(&self, command: ChangeCompanyRules) -> Result<Next, AppError>;
}
