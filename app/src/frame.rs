//! What stands around a page: who is signed in, how they like to see the console, and a form that came back.

use crate::error::{FieldError, Flash};
use crate::kit::When;
use crate::permission::{Permission, PermissionSet, Role};
use crate::text::{Lang, Words};
use std::sync::Arc;

/// Who is signed in, as pages may know it.
#[derive(Clone, Debug)]
pub struct SessionSummary {
    pub account_id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// The company's name; none for the provider's staff.
    pub tenant_name: Option<String>,
    pub permissions: PermissionSet,
    /// Until when support staff may look at something of the company.
    pub looked_at_until: Option<When>,
    /// When the password runs out, with the calendar days left, from the first day on which the profile reminds of it.
    pub password_expires: Option<(When, i64)>,
    /// Only the password page may be opened (first issue, after a reset, expired: SL-20b, SL-20d).
    pub must_change_password: bool,
}

impl SessionSummary {
    pub fn may(&self, p: Permission) -> bool {
        self.permissions.has(p)
    }
}

/// How the person likes to see the console.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Display {
    pub lang: Lang,
    pub theme: Theme,
    pub dense: bool,
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    pub fn from_code(code: &str) -> Option<Theme> {
        [Theme::System, Theme::Light, Theme::Dark].into_iter().find(|t| t.code() == code)
    }
}

/// Addresses of the built files, with their hashes in the name.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub console_css: String,
    pub icons: String,
    pub favicon: String,
    pub boot_js: String,
    pub passkey_js: String,
    pub frontend_js: String,
    pub frontend_wasm: String,
}

/// The frame around a page: everything the shell draws that is not the page itself.
#[derive(Clone)]
pub struct Frame {
    pub display: Display,
    pub nonce: String,
    pub request_id: String,
    /// Path and query of this page, for forms that come back to it.
    pub here: String,
    pub session: Option<SessionSummary>,
    pub flash: Option<Flash>,
    pub assets: Arc<Assets>,
    /// The support desk's e-mail address.
    pub support: Option<String>,
}

/// A refused post, on its way back to the page its form stands on.
#[derive(Clone, Default, Debug)]
pub struct FormState {
    pub errors: Vec<FieldError>,
    /// What was typed, secrets left out.
    pub typed: Vec<(String, String)>,
}

impl FormState {
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }

    pub fn error(&self, field: &str) -> Option<&Words> {
        self.errors.iter().find(|e| e.field == field).map(|e| &e.message)
    }

    /// What was typed in a field, if the form came back.
    pub fn typed(&self, field: &str) -> Option<&str> {
        self.typed.iter().find(|(k, _)| k == field).map(|(_, v)| v.as_str())
    }

    /// All values of a field that repeats, such as check boxes.
    pub fn all_typed<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.typed.iter().filter(move |(k, _)| k == field).map(|(_, v)| v.as_str())
    }
}
