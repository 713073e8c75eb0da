//! Why an export failed. Codes are stable, because the database and logs contain them.

use super::messages as m;
use crate::text::Text;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The disk is full.
    Full,
    /// The file could not be written.
    File,
    /// The rows have changed since the start, so the file would not match the request.
    Changed,
    /// A sealed value could not be opened.
    Unreadable,
    /// A bug in the program.
    Internal,
}

impl Failure {
    const ALL: [Failure; 5] = [Failure::Full, Failure::File, Failure::Changed, Failure::Unreadable, Failure::Internal];

    pub fn code(self) -> &'static str {
        match self {
            Failure::Full => "storage_full",
            Failure::File => "file",
            Failure::Changed => "data_changed",
            Failure::Unreadable => "unreadable",
            Failure::Internal => "internal",
        }
    }

    /// The reason of the failed action, for the operation log.
    pub fn reason(self) -> crate::record::Word {
        crate::record::Word::new(self.code(), self.text())
    }

    /// What happened and what to do.
    pub fn text(self) -> Text {
        match self {
            Failure::Full => m::FAIL_FULL,
            Failure::File => m::FAIL_FILE,
            Failure::Changed => m::FAIL_CHANGED,
            Failure::Unreadable => m::FAIL_UNREADABLE,
            Failure::Internal => m::FAIL_INTERNAL,
        }
    }

    pub fn from_code(code: &str) -> Failure {
        Failure::known(code).unwrap_or(Failure::Internal)
    }

    /// The failure with a code; `None` for an unknown code.
    pub fn known(code: &str) -> Option<Failure> {
        Failure::ALL.into_iter().find(|f| f.code() == code)
    }
}
