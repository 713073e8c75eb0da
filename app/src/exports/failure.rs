//! Why an export failed. The code stands in the database and the log.

use super::messages as m;
use crate::text::Text;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// No room on the disk.
    Full,
    /// The file cannot be written.
    File,
    /// Other rows than at the start: the file would not be what was asked for.
    Changed,
    /// A sealed value does not open.
    Unreadable,
    /// A mistake of ours.
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

    /// What happened and what to do, for people.
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

    /// The failure of a code, if it is one of ours.
    pub fn known(code: &str) -> Option<Failure> {
        Failure::ALL.into_iter().find(|f| f.code() == code)
    }
}
