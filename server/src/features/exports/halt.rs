//! Why work on an export stops.

use crate::door::fault::Fault;
use app::exports::failure::ExportFailure;
use std::io;

/// Why work stops early.
#[derive(Debug)]
pub enum Halt {
    /// The program ends; the next process resumes.
    Stopping,
    /// The export was cancelled, or another process has it.
    NotOurs,
    /// Somebody else than the program has written the row.
    Forged,
    /// The export failed for good.
    Failed(ExportFailure),
    /// The database does not respond; another try follows when the lease expires.
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
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                ExportFailure::Full
            }
            _ => ExportFailure::File,
        })
    }
}
