//! Why work on an export stops.

use crate::fault::Fault;
use app::exports::failure::Failure;
use std::io;

/// Why it stops before its end.
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
