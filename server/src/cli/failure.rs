//! How a command fails.

/// What it failed with, in one line.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
