//! The server: HTTP, use cases, storage, jobs, the command line.

pub mod base;
pub mod cli;
pub mod door;
pub mod features;
pub mod http;
pub mod identity;
pub mod log;
pub mod outbox;
pub mod profile;
pub mod seal;
pub mod state;
pub mod storage;
