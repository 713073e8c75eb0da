//! The program's state while it runs: its configuration, its sessions, and what it keeps only in memory.

pub mod alarms;
mod app;
pub mod config;
pub mod flights;
mod in_use;
pub mod news;
pub mod places;
mod provider;
pub mod refused;
mod rules;
pub mod sessions;
pub mod versions;
pub mod watchers;

pub use app::{App, StartError};
