//! The one error a page or a post can end in. Its cause is logged with the request id and never shown.

use crate::text::Words;

/// What a use case answers when it does not succeed.
#[derive(Clone, PartialEq, Debug)]
pub enum AppError {
    /// Fields were refused; the form comes back with everything typed (422).
    Invalid(Vec<FieldError>),
    /// Nothing was done: the page comes back with what its form proposes, and what that would do (200).
    Preview,
    /// No such thing, or another company's (404; the two look the same, security.md 8.2.2).
    NotFound,
    /// The person may not do this (403).
    Forbidden,
    /// Nobody is signed in; leads to the sign-in page (303) or 401 for machines.
    SignedOut,
    /// The password must be changed before anything else (SL-20b, SL-20d).
    PasswordChangeFirst,
    /// Two-step verification must be set up before anything else (MS-16).
    EnrolFirst,
    /// The last proof of who acts is too old for this act (403); leads to the page that asks again.
    ProveFirst,
    /// The person may use the console, but not from this address (403, MS-16).
    Elsewhere { ip: String },
    /// Somebody else than the program has written the company's data: nothing is done on top of it (409).
    Altered,
    /// A one-time link that was used, replaced or has expired, or never was one (410).
    LinkOver,
    /// The request itself cannot be read (400); the code is for machines and support.
    BadRequest(&'static str),
    /// Too many requests of this kind (429), with the seconds to wait.
    TooMany { retry_after: u32 },
    /// The database or a limit is busy (503); try again.
    Busy,
    /// There is no room to save anything (503); trying again does not help.
    NoRoom,
    /// Something broke; the log has the cause under the request id (500).
    Internal,
}

impl AppError {
    /// One refused field.
    pub fn invalid(field: &'static str, message: impl Into<Words>) -> AppError {
        AppError::Invalid(vec![FieldError::new(field, message)])
    }

    /// The HTTP status of the answer.
    pub fn status(&self) -> u16 {
        match self {
            AppError::Invalid(_) => 422,
            AppError::Preview => 200,
            AppError::NotFound => 404,
            AppError::Forbidden
            | AppError::PasswordChangeFirst
            | AppError::EnrolFirst
            | AppError::ProveFirst
            | AppError::Elsewhere { .. } => 403,
            AppError::SignedOut => 401,
            AppError::Altered => 409,
            AppError::LinkOver => 410,
            AppError::BadRequest(_) => 400,
            AppError::TooMany { .. } => 429,
            AppError::Busy | AppError::NoRoom => 503,
            AppError::Internal => 500,
        }
    }
}

/// A refused field: its name in the form and what to do about it.
#[derive(Clone, PartialEq, Debug)]
pub struct FieldError {
    pub field: &'static str,
    pub message: Words,
}

impl FieldError {
    pub fn new(field: &'static str, message: impl Into<Words>) -> FieldError {
        FieldError { field, message: message.into() }
    }
}

/// Collects refused fields, so that a form is answered once with all of them.
#[derive(Default)]
pub struct Refusals(Vec<FieldError>);

impl Refusals {
    pub fn add(&mut self, field: &'static str, message: impl Into<Words>) {
        self.0.push(FieldError::new(field, message));
    }

    /// Refuses the form if any field was refused.
    pub fn finish(self) -> Result<(), AppError> {
        if self.0.is_empty() { Ok(()) } else { Err(AppError::Invalid(self.0)) }
    }
}

/// Where a post leads when it succeeded: the next page, and what to say there.
#[derive(Clone, PartialEq, Debug)]
pub struct Next {
    pub to: String,
    pub flash: Option<Flash>,
    /// The act that waited for a proof and goes on now, by its id in the session.
    pub act: Option<String>,
}

/// What the next page says once: what was done, or why it was not.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Flash {
    pub words: Words,
    pub warns: bool,
}

impl Next {
    pub fn to(path: impl Into<String>) -> Next {
        Next { to: path.into(), flash: None, act: None }
    }

    /// Who acts is proved: what waited for it is done now.
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

    /// Nothing was done, since things have changed: the page that it leads to shows how they stand.
    #[must_use]
    pub fn warning(mut self, words: impl Into<Words>) -> Next {
        self.flash = Some(Flash { words: words.into(), warns: true });
        self
    }
}

/// Only paths of our own console may follow a post (security.md 3.7.2): one leading slash, no scheme, no host.
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
