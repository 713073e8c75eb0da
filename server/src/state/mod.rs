//! What the program holds while it runs: its configuration, its sessions, and what it knows in memory alone.

pub mod alarms;
mod app;
pub mod config;
pub mod flights;
pub mod news;
pub mod places;
mod provider;
mod rules;
pub mod sessions;
pub mod watchers;

pub use app::{App, StartError};
