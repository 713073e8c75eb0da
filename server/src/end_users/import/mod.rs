//! Imports a file of end users, chunk by chunk. Each chunk is one transaction that holds its rows, its refused rows,
//! how far the file was read and the log entry: whenever the program is stopped, running the same command again goes
//! on behind the last chunk, and nothing is lost or stored twice. Memory does not grow with the file.
//!
//! A file is recognised by the SHA-256 of its content. Importing a finished file again updates.

mod batch;
mod chunk;
mod merge;
mod progress;
mod run;

pub use progress::{DONE, RUNNING};
pub use run::{ImportError, Imported, import, refusals};
