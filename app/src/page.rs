//! What a page gets and what it gives: data first, then a view that is rendered in one go. A page therefore answers
//! whole, and an error is a status before the first byte.

use crate::backend::Backend;
use crate::error::AppError;
use crate::kit::Place;
use crate::kit::messages::NOT_LISTED;
use crate::permission::{Access, Permission};
use crate::proof::act::Act;
use crate::text::{Text, Words};
use leptos::prelude::AnyView;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

pub use crate::frame::{Assets, Display, FormState, Frame, SessionSummary, Theme};

/// One request for a page.
pub struct PageCx {
    pub backend: Arc<dyn Backend>,
    pub frame: Frame,
    pub query: Vec<(String, String)>,
    pub params: Vec<(String, String)>,
    pub form: FormState,
    /// Where to go on afterwards: what [`PageCx::asked_return`] says, if it is a page that people are led to.
    pub return_to: Option<String>,
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

    /// Which page of a list is wanted.
    pub fn place(&self) -> Place {
        let q = |name: &str| self.query(name).unwrap_or_default().to_owned();
        Place { after: q("after"), before: q("before") }
    }

    /// Where the form or the address says to go on afterwards. It is followed only as `return_to`, once it was looked up.
    pub fn asked_return(&self) -> Option<&str> {
        self.form.typed("return_to").or(self.query("return_to"))
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
