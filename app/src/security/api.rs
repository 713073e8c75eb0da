use super::profile_filter::ProfileFilter;
use crate::error::{AppError, Next};
use crate::kit::When;
use crate::permission::{ADMINISTRATORS, Permission, Verb};
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

pub const VIEW: Permission =
    Permission::new("security.view", Verb::View, "セキュリティの設定を表示する", "View security settings")
        .held_by(ADMINISTRATORS);
pub const EDIT: Permission = Permission::new(
    "security.edit",
    Verb::Edit,
    "貴社のセキュリティ設定を変更する",
    "Change your company's security settings",
)
.held_by(ADMINISTRATORS)
.with_step_up();

/// A service profile for the pages.
#[derive(Clone, Debug)]
pub struct ProfileView {
    pub name: String,
    pub title: Words,
    pub document: String,
    pub version: u32,
    /// The first day on which it is in force.
    pub effective: When,
    pub sections: Vec<ProfileSection>,
}

impl ProfileView {
    /// The number of its rules, and how many of them the program enforces.
    pub fn counts(&self) -> (u64, u64) {
        let counts = self.sections.iter().map(ProfileSection::counts);
        counts.fold((0, 0), |(all, enforced), (lines, kept)| (all + lines, enforced + kept))
    }

    /// The sections with the rules that a filter shows. Sections without any are left out.
    pub fn shown(&self, filter: &ProfileFilter) -> Vec<ProfileSection> {
        let lines = |section: &ProfileSection| {
            section.lines.iter().filter(|line| filter.has(line.enforced)).cloned().collect::<Vec<_>>()
        };
        let shown = |section: &ProfileSection| ProfileSection { title: section.title.clone(), lines: lines(section) };
        self.sections.iter().map(shown).filter(|section| !section.lines.is_empty()).collect()
    }
}

/// Values of one topic.
#[derive(Clone, Debug)]
pub struct ProfileSection {
    pub title: Words,
    pub lines: Vec<ProfileRow>,
}

impl ProfileSection {
    /// The number of its rules, and how many of them the program enforces.
    pub fn counts(&self) -> (u64, u64) {
        let enforced = self.lines.iter().filter(|line| line.enforced).count();
        (self.lines.len() as u64, enforced as u64)
    }
}

/// One value in force, and its source.
#[derive(Clone, Debug)]
pub struct ProfileRow {
    /// The key in the profile's file.
    pub key: &'static str,
    pub label: Words,
    pub value: Words,
    /// The id of the statement, such as SL-20b; `None` if the document says nothing and the product decides.
    pub source: Option<String>,
    /// The statement in a short form.
    pub statement: Option<Words>,
    /// True if this version of the program enforces the value, and does not only show it.
    pub enforced: bool,
}

/// A rule for staff: the strictest of the companies they serve.
#[derive(Clone, Debug)]
pub struct StaffRule {
    pub label: Words,
    pub value: Words,
    /// The profile whose value applies.
    pub profile: Words,
}

/// Rules that the company itself decides.
#[derive(Clone, Debug)]
pub struct CompanyRules {
    pub second_factor_for_all: bool,
    /// Active members without a second step.
    pub without_second_factor: u64,
    /// For whom the networks are limited, in words.
    pub networks_for: Words,
    /// The number of networks that are allowed.
    pub networks: u64,
    pub networks_lifted_until: Option<When>,
    pub may_edit: bool,
}

/// Changes the company's own rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeCompanyRules {
    /// `all`, or empty to follow the profile.
    #[serde(default)]
    pub second_factor: String,
}

/// A change of profile that staff have made for the company, or requested.
#[derive(Clone, Debug)]
pub struct ProfileChange {
    pub before: Words,
    pub after: Words,
    /// None where somebody else than the program has written it.
    pub reason: Option<String>,
    pub asked: By,
    /// Who approved it, and when it took effect; `None` while it waits.
    pub done: Option<By>,
    /// True if the row is forged; what it says may not be shown.
    pub altered: bool,
}

/// Who did something, and when.
#[derive(Clone, Debug)]
pub struct By {
    pub name: String,
    pub at: When,
}

#[cfg_attr(test, unimock::unimock(api = SecurityFake))]
#[async_trait]
pub trait SecurityApi: Send + Sync {
    /// The company's own profile in force.
    async fn own_profile(&self) -> Result<ProfileView, AppError>;

    /// Newest first. The company sees them even if its profile hides the log.
    async fn profile_changes(&self) -> Result<Vec<ProfileChange>, AppError>;

    async fn company_rules(&self) -> Result<CompanyRules, AppError>;

    async fn change_company_rules(&self, command: ChangeCompanyRules) -> Result<Next, AppError>;
}
