//! Work that goes on by itself, as features declare it. It comes through the same door as people.

use crate::fault::Fault;
use crate::state::App;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Work on its way.
pub type Working<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// How often a job is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Every {
    Minute,
    Hour,
}

/// Work that is done in rounds. A round that fails is tried again with the next one.
pub struct Job {
    /// What the program's log calls it when it fails.
    pub what: &'static str,
    pub every: Every,
    pub run: for<'a> fn(&'a Arc<App>) -> Working<'a, Result<(), Fault>>,
}

/// Work that goes on until it is told to stop.
pub struct Worker {
    pub what: &'static str,
    pub run: fn(Arc<App>, CancellationToken) -> Working<'static, ()>,
}
