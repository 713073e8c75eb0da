//! Background work that features declare. It uses the same door as people.

use crate::door::fault::Fault;
use crate::state::AppState;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Work in progress.
pub type Working<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// How often a job runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Every {
    Minute,
    Hour,
}

/// Work that runs periodically. If it fails, the next round tries again.
pub struct Job {
    /// The name of the job in the program's log.
    pub what: &'static str,
    pub every: Every,
    pub run: for<'a> fn(&'a Arc<AppState>) -> Working<'a, Result<(), Fault>>,
}

/// Work that runs until it is told to stop.
pub struct Worker {
    pub what: &'static str,
    pub run: fn(Arc<AppState>, CancellationToken) -> Working<'static, ()>,
}
