//! What the program holds while it runs: its configuration, its sessions, and what it knows in memory alone.

mod app;
pub mod config;
pub mod flights;
pub mod places;
pub mod sessions;

pub use app::{App, StartError};
