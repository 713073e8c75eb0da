//! Imports a file of end users in chunks. Each chunk is one transaction with its rows, its refused rows, the progress
//! and the log entry. After any interruption, the same command resumes after the last chunk, and nothing is lost or
//! stored twice. Memory does not grow with the file.
//!
//! A file is identified by the SHA-256 of its content. Importing a finished file again updates the data.

mod batch;
mod chunk;
mod merge;
mod progress;
mod run;

pub use progress::{DONE, RUNNING, done};
pub use run::{ImportError, Imported, RefusalPlace, import, refusals};
