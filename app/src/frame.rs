//! What surrounds a page: the signed-in person, their display settings, and a refused form.

use crate::error::{FieldError, Flash};
use crate::kit::{PolicyMark, When, codes};
use crate::permission::{Permission, PermissionSet, Role};
use crate::text::{Lang, Text, Words};
use std::sync::Arc;

/// The signed-in person, as pages may know them.
#[derive(Clone, Debug)]
pub struct SessionSummary {
    pub account_id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// The company's name; `None` for the provider's staff.
    pub tenant_name: Option<String>,
    pub permissions: PermissionSet,
    /// Support staff may view some of the company's data until this time.
    pub staff_access_until: Option<When>,
    /// The reason of that consent, for those who may revoke it.
    pub staff_access_why: Option<String>,
    /// The expiry of the password and the calendar days left, from the first reminder of the profile on.
    pub password_expires: Option<(When, i64)>,
    /// True if only the password page may be opened (first issue, after a reset, expired: SL-20b, SL-20d).
    pub must_change_password: bool,
    /// What waits behind entries of the menu.
    pub menu: Vec<MenuFigure>,
    /// The statements of the person's profile behind rules that refuse something, for marks beside the refusals. Staff have
    /// none, because they keep rules of several profiles.
    pub policy: Vec<PolicyMark>,
}

/// A figure beside an entry of the menu.
#[derive(Clone, Copy, Debug)]
pub struct MenuFigure {
    /// The path of the entry's screen.
    pub path: &'static str,
    /// A hundred stands for all numbers from there on.
    pub n: u64,
    /// What the number says of the things, for people who hear it.
    pub says: Text,
}

/// A notice that stands on every page until the person has read it or, for people who are not signed in, on the sign-in page.
#[derive(Clone, Debug)]
pub struct StandingNotice {
    /// The address of its own page.
    pub path: String,
    pub icon: &'static str,
    /// What it is, such as its kind.
    pub label: Text,
    pub urgent: bool,
    pub title: Words,
    /// True if there is no English title.
    pub japanese_only: bool,
    pub starts: Option<When>,
    pub ends: Option<When>,
}

impl SessionSummary {
    pub fn may(&self, p: Permission) -> bool {
        self.permissions.has(p)
    }
}

/// When the session ends by itself, seen from this page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SessionLimits {
    /// Seconds without a page or post after which it ends.
    pub idle_seconds: i64,
    /// Seconds until it ends in any case.
    pub left_seconds: i64,
}

crate::messages! {
    PRODUCTION: "本番", "Production";
    STAGING: "検証", "Staging";
}

codes! {
    /// What a console is for, as its operator has configured it.
    pub enum Environment {
        Production = "production" => PRODUCTION,
        Staging = "staging" => STAGING,
    }
}

/// Display settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Display {
    pub lang: Lang,
    pub theme: Theme,
    pub dense: bool,
    /// The person has switched the keys of the console off (WCAG 2.1.4).
    pub keys_off: bool,
    /// The request says that it comes from a phone. Lists are shorter there.
    pub phone: bool,
}

codes! {
    /// Light, dark, or the system's setting.
    #[derive(Default)]
    pub enum Theme {
        #[default]
        System = "system",
        Light = "light",
        Dark = "dark",
    }
}

/// Addresses of the built files, with hashes in their names.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub console_css: String,
    /// For pages at the gate alone.
    pub gate_css: String,
    /// For pages that ask for it.
    pub more_css: String,
    pub icons: String,
    pub favicon: String,
    pub boot_js: String,
    pub passkey_js: String,
    pub wait_js: String,
    pub export_form_js: String,
    pub check_file_js: String,
    pub frontend_js: String,
    pub frontend_wasm: String,
}

/// The frame around a page: everything that the shell draws.
#[derive(Clone)]
pub struct Frame {
    pub display: Display,
    pub nonce: String,
    pub request_id: String,
    /// Path and query of this page, for forms that return to it.
    pub here: String,
    pub session: Option<SessionSummary>,
    pub flash: Option<Flash>,
    pub assets: Arc<Assets>,
    /// The support desk's e-mail address.
    pub support: Option<String>,
    /// The time at which the page is rendered.
    pub now: When,
    /// Shown in the bar, if the operator has named it.
    pub environment: Option<Environment>,
    /// The limits of the session of the person who is signed in.
    pub limits: Option<SessionLimits>,
    /// What stands above the page, the most important first.
    pub notices: Vec<StandingNotice>,
    /// The form that this page answers. The language switch brings it back.
    pub sent: Option<SentForm>,
}

/// A form that was sent and did nothing yet: a preview or a refused form.
#[derive(Clone, Debug)]
pub struct SentForm {
    /// The path of its post.
    pub to: &'static str,
    /// What was typed, without secrets, as forms are encoded.
    pub typed: String,
    /// What was refused, as the console encoded it, and its signature.
    pub errors: String,
    pub seal: String,
}

/// A refused post, on its way back to the page of its form.
#[derive(Clone, Default, Debug)]
pub struct FormState {
    pub errors: Vec<FieldError>,
    /// The typed values, without secrets.
    pub typed: Vec<(String, String)>,
}

impl FormState {
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }

    /// True if the page shows what somebody typed before: a refused form, or one that comes back unsent.
    pub fn came_back(&self) -> bool {
        self.is_refused() || !self.typed.is_empty()
    }

    pub fn error(&self, field: &str) -> Option<&Words> {
        self.errors.iter().find(|e| e.field == field).map(|e| &e.message)
    }

    /// The typed value of a field, if the form was refused.
    pub fn typed(&self, field: &str) -> Option<&str> {
        self.typed.iter().find(|(k, _)| k == field).map(|(_, v)| v.as_str())
    }

    /// All values of a repeated field, such as check boxes.
    pub fn all_typed<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.typed.iter().filter(move |(k, _)| k == field).map(|(_, v)| v.as_str())
    }
}
