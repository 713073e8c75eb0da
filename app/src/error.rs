//! The only error type of pages and posts. Its cause is logged with the request id and never shown.

use crate::text::Words;
use std::borrow::Cow;

/// The error of a use case.
#[derive(Clone, PartialEq, Debug)]
pub enum AppError {
    /// Fields were refused; the form is shown again with everything typed (422).
    Invalid(Vec<FieldError>),
    /// Nothing was done; the page is shown again with the proposal of its form and its effect (200).
    Preview,
    /// Nothing was done, because the action is not possible now. The next page says why (303), and the log has an entry.
    Declined(Box<Next>),
    /// It does not exist, or belongs to another company (404; both look the same, security.md 8.2.2).
    NotFound,
    /// The person may not do this (403).
    Forbidden,
    /// Staff may look only under a consent, and the company's consent is forged (403).
    ConsentAltered,
    /// Nobody is signed in; redirects to the sign-in page (303), or 401 for machines.
    SignedOut,
    /// The password must be changed before anything else (SL-20b, SL-20d).
    PasswordChangeFirst,
    /// Two-step verification must be set up before anything else (MS-16).
    EnrolFirst,
    /// The action needs step-up (403); redirects to the step-up page.
    ProveFirst,
    /// The person may use the console, but not from this address (403, MS-16).
    Elsewhere { ip: String },
    /// The record of the company or account is forged, so nothing may be built on it (409).
    Altered,
    /// The record is forged, and can be neither shown nor changed (409).
    Unreadable,
    /// A one-time link that is used, replaced, expired or unknown (410).
    LinkOver,
    /// The request cannot be read (400); the code is for machines and support.
    BadRequest(&'static str),
    /// The address does not take this method (405), such as a form's address that is opened as a page.
    Method,
    /// Too many requests of this kind (429), with the seconds to wait.
    TooMany { retry_after: u32 },
    /// The database or a limit is busy (503); a retry may help.
    Busy,
    /// The disk is full (503); a retry does not help.
    NoRoom,
    /// An internal error (500); the log has the cause under the request id.
    Internal,
}

impl AppError {
    /// The error for one refused field.
    pub fn invalid(field: &'static str, message: impl Into<Words>) -> AppError {
        AppError::Invalid(vec![FieldError::new(field, message)])
    }

    /// The HTTP status of the response.
    pub fn status(&self) -> u16 {
        match self {
            AppError::Invalid(_) => 422,
            AppError::Preview => 200,
            AppError::Declined(_) => 303,
            AppError::NotFound => 404,
            AppError::Forbidden
            | AppError::ConsentAltered
            | AppError::PasswordChangeFirst
            | AppError::EnrolFirst
            | AppError::ProveFirst
            | AppError::Elsewhere { .. } => 403,
            AppError::SignedOut => 401,
            AppError::Altered | AppError::Unreadable => 409,
            AppError::LinkOver => 410,
            AppError::BadRequest(_) => 400,
            AppError::Method => 405,
            AppError::TooMany { .. } => 429,
            AppError::Busy | AppError::NoRoom => 503,
            AppError::Internal => 500,
        }
    }
}

/// A refused field: its name in the form and what to do.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct FieldError {
    pub field: Cow<'static, str>,
    pub message: Words,
}

impl FieldError {
    pub fn new(field: &'static str, message: impl Into<Words>) -> FieldError {
        FieldError { field: Cow::Borrowed(field), message: message.into() }
    }

    /// The name of the field; none if the refusal came back by the language switch.
    pub fn name(&self) -> Option<&'static str> {
        match self.field {
            Cow::Borrowed(name) => Some(name),
            Cow::Owned(_) => None,
        }
    }
}

/// Collects refused fields, so that one response names all of them.
#[derive(Default)]
pub struct Refusals(Vec<FieldError>);

impl Refusals {
    pub fn add(&mut self, field: &'static str, message: impl Into<Words>) {
        self.push(FieldError::new(field, message));
    }

    pub fn push(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// Refuses the form if any field was refused.
    pub fn finish(self) -> Result<(), AppError> {
        if self.0.is_empty() { Ok(()) } else { Err(AppError::Invalid(self.0)) }
    }
}

/// The next page after a successful post, and its message.
#[derive(Clone, PartialEq, Debug)]
pub struct Next {
    pub to: String,
    pub flash: Option<Flash>,
    /// The id, in the session, of the action that waited for step-up and continues now.
    pub act: Option<String>,
}

/// A message that the next page shows once: what was done, or why it was not.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Flash {
    pub words: Words,
    pub warns: bool,
}

impl Next {
    pub fn to(path: impl Into<String>) -> Next {
        Next { to: path.into(), flash: None, act: None }
    }

    /// Step-up was passed: continues the action that waited for it.
    #[must_use]
    pub fn going_on(mut self, act: impl Into<String>) -> Next {
        self.act = Some(act.into());
        self
    }

    #[must_use]
    pub fn saying(mut self, words: impl Into<Words>) -> Next {
        self.flash = Some(Flash { words: words.into(), warns: false });
        self
    }

    /// Nothing was done, because the data has changed; the next page shows the current state.
    #[must_use]
    pub fn warning(mut self, words: impl Into<Words>) -> Next {
        self.flash = Some(Flash { words: words.into(), warns: true });
        self
    }
}

/// Accepts only paths of this console after a post (security.md 3.7.2): one leading slash, no scheme, no host.
pub fn local_path(path: &str) -> Option<&str> {
    let ok = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.len() <= 2000
        && path.chars().all(|c| c.is_ascii_graphic());
    ok.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn foreign_targets_are_refused() {
        for bad in ["//evil", "/\\evil", "https://evil", "evil", "", "/a\r\nb", "javascript:alert(1)", "/ a", "/山"] {
            assert_eq!(local_path(bad), None, "{bad:?}");
        }
        assert_eq!(local_path("/exports?after=1"), Some("/exports?after=1"));
    }
}
