//! Why an export ended without a file, or stopped before its end.

use crate::fault::Fault;
use app::exports::messages as m;
use app::text::Text;
use std::io;

/// Why an export failed. The code stands in the database and the log.
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

/// Why work on an export stops.
#[derive(Debug)]
pub enum Halt {
    /// The program ends; the next one goes on.
    Stopping,
    /// Cancelled, or another process has it.
    NotOurs,
    /// For good.
    Failed(Failure),
    /// The database does not answer; another try follows when the lease runs out.
    Fault(Fault),
}

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Halt {
        Halt::Fault(fault)
    }
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Halt {
        tracing::error!(%error, "the file of an export");
        Halt::Failed(match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Failure::Full,
            _ => Failure::File,
        })
    }
}
