//! The failure of a command.

/// The error of a command, as one line.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
