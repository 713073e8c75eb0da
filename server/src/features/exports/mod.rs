//! Data exports: requested on a page, written by a job that survives a crash, downloaded through the door.

mod api;
mod cancel;
mod change;
mod columns;
pub mod download;
mod expire;
mod export;
mod file;
mod files;
mod found;
mod halt;
mod lease;
mod letters;
mod list;
mod manifest;
mod new;
mod plain;
pub mod progress;
mod range;
mod remove;
mod scope;
mod sealed;
mod start;
mod waiting;
mod watchers;
mod work;
mod worker;

pub use expire::{EXPIRE, SWEEP, expire, sweep};
pub use found::name;
pub use new::selected;
pub use waiting::{last, waiting};
pub use worker::{WORKER, run};
