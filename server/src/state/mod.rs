//! The program's state while it runs: its configuration, its sessions, and what it keeps only in memory.

pub mod alarms;
mod app_state;
pub mod change_feed;
pub mod config;
pub mod guesses;
mod in_use;
pub mod known_rows;
pub mod memory_limits;
mod provider;
pub mod refused;
mod rules;
pub mod running_attempts;
pub mod sessions;
pub mod waiting_lines;
pub mod watchers;

pub use app_state::{AppState, StartError};
