//! Pages, forms and their tables of routes. A page reads all its data first and then renders in one go, so an error
//! becomes a status code before the first byte is sent.

use crate::error::AppError;
use crate::kind::About;
use crate::kit::messages::NOT_LISTED;
use crate::kit::{ListCursor, When};
use crate::permission::{Access, Permission};
use crate::prompt::Prompt;
use crate::text::{Text, Words};
use leptos::prelude::AnyView;
use std::future::Future;
use std::pin::Pin;

pub use crate::frame::{
    Assets, Display, Environment, FormState, Frame, MenuFigure, SentForm, SessionLimits, SessionSummary,
    StandingNotice, Theme,
};

/// One request for a page.
pub struct PageCx {
    pub frame: Frame,
    pub query: Vec<(String, String)>,
    pub params: Vec<(String, String)>,
    pub form: FormState,
    /// Where to continue afterwards: the path from [`PageCx::asked_return`], if it is a page of this console.
    pub return_to: Option<String>,
}

impl PageCx {
    /// A query parameter. The first one counts; a blank one counts as missing.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(k, _)| k == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// Reads a choice from the query; `None` if the parameter is missing. An unknown value is refused with an error:
    /// otherwise the page would look filtered but show everything.
    pub fn choice<T>(&self, name: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, AppError> {
        let Some(code) = self.query(name) else { return Ok(None) };
        read(code).map(Some).ok_or_else(|| AppError::invalid(name, NOT_LISTED))
    }

    /// The requested page of a list.
    pub fn cursor(&self) -> ListCursor {
        let q = |name: &str| self.query(name).unwrap_or_default().to_owned();
        let on_phone = self.frame.display.phone;
        ListCursor { after: q("after"), before: q("before"), rows: q("rows"), on_phone }
    }

    /// The path to continue at, unchecked, from the form or the query. Only the checked `return_to` is followed.
    pub fn asked_return(&self) -> Option<&str> {
        self.form.typed("return_to").or(self.query("return_to"))
    }

    /// A path parameter. If the route does not have it, the page is not found.
    pub fn param(&self, name: &str) -> Result<&str, AppError> {
        self.params.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str()).ok_or(AppError::NotFound)
    }

    pub fn session(&self) -> Result<&SessionSummary, AppError> {
        self.frame.session.as_ref().ok_or(AppError::SignedOut)
    }
}

/// A page before rendering: title and view. The view is built during rendering, when the language is known.
pub struct Page {
    pub title: Words,
    pub layout: Layout,
    /// The company that staff are looking at.
    pub viewing: Option<Words>,
    /// The end of the consent under which they only read its data.
    pub viewing_until: Option<When>,
    /// True if something in the address was refused (422).
    pub refused: bool,
    /// A script that only this page needs.
    pub script: Option<PageScript>,
    /// True for a page at the gate, which has styles of its own: sign-in, recovery codes.
    pub at_gate: bool,
    /// True if the page loads islands even for people who are not signed in.
    pub islands: bool,
    pub view: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Scripts for single pages, in addition to the one for all pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PageScript {
    /// Passes the page's passkey request to the device's authenticator.
    Passkey,
    /// Counts down until the device may try again to sign in.
    Wait,
    /// Ticks columns in place, and counts while the filter changes.
    ExportForm,
    /// Compares a chosen file with a hash, and reads the record of downloads again.
    CheckFile,
}

/// The frame around a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// With side menu, top bar and footer.
    Console,
    /// Without a menu: sign-in, password pages before the console opens, errors for people who are not signed in.
    NoMenu,
}

impl Page {
    pub fn new(title: impl Into<Words>, view: impl FnOnce() -> AnyView + Send + 'static) -> Page {
        Page {
            title: title.into(),
            layout: Layout::Console,
            viewing: None,
            viewing_until: None,
            refused: false,
            script: None,
            at_gate: false,
            islands: false,
            view: Box::new(view),
        }
    }

    /// Shows the page without the console's menu.
    #[must_use]
    pub fn without_menu(mut self) -> Page {
        self.layout = Layout::NoMenu;
        self.at_gate()
    }

    /// Adds the styles of pages at the gate.
    #[must_use]
    pub fn at_gate(mut self) -> Page {
        self.at_gate = true;
        self
    }

    /// Loads islands even for people who are not signed in. The sign-in page loads none.
    #[must_use]
    pub fn with_islands(mut self) -> Page {
        self.islands = true;
        self
    }

    /// Adds a script that only this page needs.
    #[must_use]
    pub fn with_script(mut self, script: PageScript) -> Page {
        self.script = Some(script);
        self
    }

    /// Marks the page as one where staff look at a company.
    #[must_use]
    pub fn viewing(mut self, company: Words) -> Page {
        self.viewing = Some(company);
        self
    }

    /// Marks the page as one where staff read a company's data under its consent, and says until when.
    #[must_use]
    pub fn viewing_until(mut self, company: Words, until: When) -> Page {
        self.viewing_until = Some(until);
        self.viewing(company)
    }

    /// Answers with 422 if `refused` is true.
    #[must_use]
    pub fn refused(mut self, refused: bool) -> Page {
        self.refused = refused;
        self
    }
}

/// The future of a page.
pub type PageFuture<'a> = Pin<Box<dyn Future<Output = Result<Page, AppError>> + Send + 'a>>;

/// A row of the route table: path, access and page. `B` has the use cases that the page calls.
pub struct Route<B: ?Sized + 'static> {
    pub path: &'static str,
    pub access: Access,
    /// The query parameters that the page reads. It never sees any others.
    pub reads: &'static [&'static str],
    pub page: for<'a> fn(&'a PageCx, &'a B) -> PageFuture<'a>,
}

/// The future of a post.
pub type PostFuture<'a> = Pin<Box<dyn Future<Output = Result<crate::error::Next, AppError>> + Send + 'a>>;

/// A row of the table of posts: path, access, the page with the form, and the function that runs it.
pub struct Post<B: ?Sized + 'static> {
    pub path: &'static str,
    pub access: Access,
    /// The page to show again with the errors. Path parameters come from the form fields of the same name.
    pub page: &'static str,
    /// Fields whose values are never sent back to the page.
    pub secrets: &'static [&'static str],
    /// The thing that it is about.
    pub about: Option<About>,
    /// The action in words. Posts that may need step-up must have it.
    pub act: Option<&'static Prompt>,
    pub run: for<'a> fn(&'a B, &'a [(String, String)]) -> PostFuture<'a>,
}

impl<B: ?Sized + 'static> Post<B> {
    /// The address of the page, with path parameters filled in from the form fields.
    pub fn page_of(&self, fields: &[(String, String)]) -> String {
        let mut path = self.page.to_owned();
        for (name, value) in fields {
            let safe: String = value.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            path = path.replace(&format!("{{{name}}}"), &safe);
        }
        path
    }
}

/// The command that a form sends, checked on entry. The type refuses unknown fields.
pub trait Command: serde::de::DeserializeOwned {
    /// Reads the command from the form fields.
    fn read(fields: &[(String, String)]) -> Result<Self, AppError> {
        let encoded = serde_html_form::to_string(fields).map_err(|_| AppError::BadRequest("form_unreadable"))?;
        serde_html_form::from_str(&encoded).map_err(|_| AppError::BadRequest("form_fields"))
    }
}

impl<T: serde::de::DeserializeOwned> Command for T {}

/// The title and menu entry of a screen.
pub struct Screen {
    pub path: &'static str,
    pub title: Text,
    pub icon: &'static str,
    pub permission: Permission,
    /// The letter that opens it after `g`; each letter stands for one screen of a menu.
    pub key: &'static str,
    /// Other words by which people look for it, for the command palette: in kana, in Latin letters, in English, and
    /// synonyms. Folded: lower case, hiragana where a word is all kana.
    pub aliases: &'static str,
}
