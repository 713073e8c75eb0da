use crate::error::{AppError, Next};
use crate::kit::When;
use crate::password_rules::PasswordShape;
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

/// What the password page sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    #[serde(default)]
    pub current: String,
    pub new: String,
    pub again: String,
}

/// How the person likes to see the console; works signed in or not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDisplay {
    #[serde(default)]
    pub lang: String,
    #[serde(default)]
    pub theme: String,
    #[serde(default)]
    pub density: String,
    /// The page to come back to.
    #[serde(default)]
    pub back: String,
}

/// What the password page shows: the rule that applies and when this password runs out.
#[derive(Clone, Debug)]
pub struct PasswordFacts {
    pub shape: PasswordShape,
    /// Days a password may be used, if the profile limits it.
    pub max_age_days: Option<u32>,
    /// Where months count as well, whichever are over first.
    pub max_age_months: Option<u32>,
    /// How many earlier passwords may not be set again.
    pub history: u32,
    pub expires: Option<When>,
    /// The current one is asked for.
    pub needs_current: bool,
    /// Said where it may not be changed yet.
    pub not_before: Option<Words>,
    /// Why the change is forced, if it is.
    pub forced: Option<Forced>,
}

/// Why the console leads to the password page and nowhere else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Forced {
    /// First issue or after a reset (SL-20d).
    Issued,
    /// An administrator of the company asked for another one (MS-16).
    Wanted,
    /// Older than the profile allows (SL-20b).
    Expired,
}

#[async_trait]
pub trait AccountApi {
    async fn password_facts(&self) -> Result<PasswordFacts, AppError>;

    /// Sets a new password, ends the person's other sessions, and gives this one a new id.
    async fn change_password(&self, command: ChangePassword) -> Result<Next, AppError>;

    /// Remembers language, theme and row height.
    async fn set_display(&self, command: SetDisplay) -> Result<Next, AppError>;
}
