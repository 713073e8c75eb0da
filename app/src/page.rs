//! What a page gets and what it gives: data first, then a view that is rendered in one go. A page therefore answers
//! whole, and an error is a status before the first byte.

use crate::backend::Backend;
use crate::error::{AppError, FieldError, Flash};
use crate::kit::When;
use crate::kit::messages::NOT_LISTED;
use crate::permission::{Access, Permission, PermissionSet, Role};
use crate::proof::acts::Act;
use crate::text::{Lang, Text, Words};
use leptos::prelude::AnyView;
use std::future::Future;
use std::pin::Pin;
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

/// One request for a page.
pub struct PageCx {
    pub backend: Arc<dyn Backend>,
    pub frame: Frame,
    pub query: Vec<(String, String)>,
    pub params: Vec<(String, String)>,
    pub form: FormState,
}

impl PageCx {
    /// A query parameter; the first one counts, blank is none.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(k, _)| k == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// One of some choices that the address names; none is no choice. What is in no list is refused and said so, or the page
    /// would look narrowed and not be.
    pub fn choice<T>(&self, name: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, AppError> {
        let Some(code) = self.query(name) else { return Ok(None) };
        read(code).map(Some).ok_or_else(|| AppError::invalid(name, NOT_LISTED))
    }

    /// A path parameter; the route has it, or the page does not exist.
    pub fn param(&self, name: &str) -> Result<&str, AppError> {
        self.params.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str()).ok_or(AppError::NotFound)
    }

    pub fn session(&self) -> Result<&SessionSummary, AppError> {
        self.frame.session.as_ref().ok_or(AppError::SignedOut)
    }
}

/// A rendered-to-be page: title and view. The view is made inside the rendering, where texts know their language.
pub struct Page {
    pub title: Words,
    pub layout: Layout,
    /// The company that staff have before them.
    pub viewing: Option<String>,
    /// Whether something in the address was refused (422).
    pub refused: bool,
    /// A script that this page alone needs.
    pub script: Option<PageScript>,
    /// Parts of it come alive, also for those who are not signed in.
    pub islands: bool,
    pub view: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Scripts of single pages, beside the one of all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PageScript {
    /// Hands what a page asks to the device's authenticator.
    Passkey,
}

/// Which frame a page stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// Side menu, bar, foot.
    Console,
    /// No menu: sign-in, password pages before the console opens, errors for strangers.
    Gate,
}

impl Page {
    pub fn new(title: impl Into<Words>, view: impl FnOnce() -> AnyView + Send + 'static) -> Page {
        Page {
            title: title.into(),
            layout: Layout::Console,
            viewing: None,
            refused: false,
            script: None,
            islands: false,
            view: Box::new(view),
        }
    }

    /// A page outside the console's frame.
    #[must_use]
    pub fn at_the_gate(mut self) -> Page {
        self.layout = Layout::Gate;
        self
    }

    /// A page for strangers with parts that come alive; the sign-in page loads none.
    #[must_use]
    pub fn with_islands(mut self) -> Page {
        self.islands = true;
        self
    }

    /// A page with a script of its own.
    #[must_use]
    pub fn with_script(mut self, script: PageScript) -> Page {
        self.script = Some(script);
        self
    }

    /// A page of one company, for staff.
    #[must_use]
    pub fn viewing(mut self, company: impl Into<String>) -> Page {
        self.viewing = Some(company.into());
        self
    }

    /// A page whose filter was refused.
    #[must_use]
    pub fn refused(mut self, refused: bool) -> Page {
        self.refused = refused;
        self
    }
}

/// A page on its way.
pub type PageFuture<'a> = Pin<Box<dyn Future<Output = Result<Page, AppError>> + Send + 'a>>;

/// A row of the route table: where, for whom, what.
pub struct Route {
    pub path: &'static str,
    pub access: Access,
    /// What it takes from the address; nothing else of the query reaches it.
    pub reads: &'static [&'static str],
    pub page: for<'a> fn(&'a PageCx) -> PageFuture<'a>,
}

/// A post on its way.
pub type PostFuture<'a> = Pin<Box<dyn Future<Output = Result<crate::error::Next, AppError>> + Send + 'a>>;

/// A row of the table of posts: where a form posts to, for whom, which page it stands on, what happens.
pub struct Post {
    pub path: &'static str,
    pub access: Access,
    /// The page that comes back with the errors. Path parameters are taken from the form's fields of the same name.
    pub page: &'static str,
    /// Fields that are never given back.
    pub secrets: &'static [&'static str],
    /// The act in words, where it may ask for a proof of who acts.
    pub act: Option<&'static Act>,
    pub run: for<'a> fn(&'a dyn Backend, &'a [(String, String)]) -> PostFuture<'a>,
}

impl Post {
    /// The address of its page, with the path parameters that the form's fields name.
    pub fn page_of(&self, fields: &[(String, String)]) -> String {
        let mut path = self.page.to_owned();
        for (name, value) in fields {
            let safe: String = value.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            path = path.replace(&format!("{{{name}}}"), &safe);
        }
        path
    }
}

/// A form's command: what it sends, checked where it enters. Unknown fields are refused by the type.
pub trait Command: serde::de::DeserializeOwned {
    /// Reads the form's fields.
    fn read(fields: &[(String, String)]) -> Result<Self, AppError> {
        let encoded = serde_html_form::to_string(fields).map_err(|_| AppError::BadRequest("form_unreadable"))?;
        serde_html_form::from_str(&encoded).map_err(|_| AppError::BadRequest("form_fields"))
    }
}

impl<T: serde::de::DeserializeOwned> Command for T {}

/// The heading and menu entry of a screen.
pub struct Screen {
    pub path: &'static str,
    pub title: Text,
    pub icon: &'static str,
    pub permission: Permission,
}
