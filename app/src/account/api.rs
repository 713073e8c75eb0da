use crate::error::{AppError, Next};
use crate::kit::When;
use crate::password_rules::PasswordShape;
use crate::permission::{EVERYBODY, Permission, Verb};
use crate::text::Words;
use async_trait::async_trait;
use serde::Deserialize;

pub const OWN_ACCOUNT: Permission =
    Permission::new("account.own", Verb::Edit, "自分のアカウントを管理する", "Manage your account").held_by(EVERYBODY);
pub const OWN_SECURITY: Permission =
    Permission::new("account.security", Verb::Edit, "自分の二要素認証を管理する", "Manage your two-step verification")
        .held_by(EVERYBODY);

/// The form of the password page. `again` may be missing; where a person sets a first or another password because they must, it may also be empty, since a switch shows what was typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    #[serde(default)]
    pub current: String,
    pub new: String,
    #[serde(default)]
    pub again: Option<String>,
}

/// A person's display settings; works signed in or not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDisplay {
    #[serde(default)]
    pub lang: String,
    #[serde(default)]
    pub theme: String,
    #[serde(default)]
    pub density: String,
    /// `off` switches the keys of the console off.
    #[serde(default)]
    pub keys: String,
    /// The page to return to.
    #[serde(default)]
    pub back: String,
    /// If that page answered a form: the path to which it was sent, and what was typed. The page is shown again with it.
    #[serde(default)]
    pub sent_to: String,
    #[serde(default)]
    pub typed: String,
    /// What was refused of it, and the signature of that.
    #[serde(default)]
    pub errors: String,
    #[serde(default)]
    pub seal: String,
}

/// The password page: the rules that apply, and the expiry of the current password.
#[derive(Clone, Debug)]
pub struct PasswordFacts {
    pub shape: PasswordShape,
    /// The maximum age of a password in days, if the profile limits it.
    pub max_age_days: Option<u32>,
    /// The day on which a password that is set now expires, if the profile counts both days and months.
    pub lasts_until: Option<When>,
    /// The number of earlier passwords that may not be reused.
    pub history: u32,
    pub expires: Option<When>,
    /// True if the current password must be typed.
    pub needs_current: bool,
    /// The message if the password may not be changed yet.
    pub not_before: Option<Words>,
    /// Set if the change is forced.
    pub forced: Option<PasswordChangeReason>,
}

/// What the account page says beside the links to its pages.
#[derive(Clone, Debug, Default)]
pub struct AccountFacts {
    pub password_expires: Option<When>,
    /// Since when two-step verification is on.
    pub two_step: Option<When>,
    /// The open sessions, this one included.
    pub sessions: u64,
    /// The passkeys that sign in; `None` if the person cannot have any.
    pub passkeys: Option<u64>,
    /// The valid certificates; `None` if the person cannot have any.
    pub certificates: Option<u64>,
}

/// Why the console allows only the password page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PasswordChangeReason {
    /// A one-time password, at first issue or after a reset (SL-20d).
    Issued,
    /// An administrator of the company requires a new password (MS-16).
    Wanted,
    /// Older than the profile allows (SL-20b).
    Expired,
}

#[cfg_attr(test, unimock::unimock(api = AccountFake))]
#[async_trait]
pub trait AccountApi: Send + Sync {
    async fn account_facts(&self) -> Result<AccountFacts, AppError>;

    async fn password_facts(&self) -> Result<PasswordFacts, AppError>;

    /// Sets a new password, ends the person's other sessions, and renews the id of this one.
    async fn change_password(&self, command: ChangePassword) -> Result<Next, AppError>;

    /// Stores language, theme, density, and whether keys work.
    async fn set_display(&self, command: SetDisplay) -> Result<Next, AppError>;
}
