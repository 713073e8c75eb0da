//! Why an export failed. Codes are stable, because the database and logs contain them.

use super::messages as m;
use crate::text::Text;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExportFailure {
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

impl ExportFailure {
    const ALL: [ExportFailure; 5] = [
        ExportFailure::Full,
        ExportFailure::File,
        ExportFailure::Changed,
        ExportFailure::Unreadable,
        ExportFailure::Internal,
    ];

    pub fn code(self) -> &'static str {
        match self {
            ExportFailure::Full => "storage_full",
            ExportFailure::File => "file",
            ExportFailure::Changed => "data_changed",
            ExportFailure::Unreadable => "unreadable",
            ExportFailure::Internal => "internal",
        }
    }

    /// The reason of the failed action, for the operation log.
    pub fn reason(self) -> crate::record::Word {
        crate::record::Word::new(self.code(), self.text())
    }

    /// What happened and what to do.
    pub fn text(self) -> Text {
        match self {
            ExportFailure::Full => m::FAIL_FULL,
            ExportFailure::File => m::FAIL_FILE,
            ExportFailure::Changed => m::FAIL_CHANGED,
            ExportFailure::Unreadable => m::FAIL_UNREADABLE,
            ExportFailure::Internal => m::FAIL_INTERNAL,
        }
    }

    pub fn from_code(code: &str) -> ExportFailure {
        ExportFailure::known(code).unwrap_or(ExportFailure::Internal)
    }

    /// The failure with a code; `None` for an unknown code.
    pub fn known(code: &str) -> Option<ExportFailure> {
        ExportFailure::ALL.into_iter().find(|f| f.code() == code)
    }
}
