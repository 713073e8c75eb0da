//! Decides who waits when there are many requests at once (MS-20, MS-26). Strangers wait for each other first, and only
//! a limited number of them join the queue that serves everybody in turn. So people who are signed in, or who use a
//! known device, wait for one or two strangers at most, and strangers still get served.
//!
//! A request counts as known by its session, by the device cookie for the account in question, or by a one-time link.
//! Work of the program itself counts as known.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

tokio::task_local! {
    static ASKS: Asker;
}

/// The sender of a request, known or not. Each request starts as a stranger's.
#[derive(Clone, Default)]
pub struct Asker(Arc<AtomicBool>);

impl Asker {
    /// Returns the sender of the current request.
    pub fn now() -> Asker {
        ASKS.try_with(Asker::clone).unwrap_or_else(|_| Asker(Arc::new(AtomicBool::new(true))))
    }

    /// Runs work on behalf of this sender.
    pub async fn does<F: Future>(self, work: F) -> F::Output {
        ASKS.scope(self, work).await
    }
}

/// Marks the sender of the current request as known.
pub fn recognise() {
    let _ = ASKS.try_with(|asker| asker.0.store(true, Ordering::Relaxed));
}

pub fn is_stranger() -> bool {
    ASKS.try_with(|asker| !asker.0.load(Ordering::Relaxed)).unwrap_or(false)
}

/// Limits how many strangers can do something at the same time.
#[derive(Clone, Debug)]
pub struct Strangers(Arc<Semaphore>);

/// A stranger's permit. Known senders need no permit.
pub type Permit = Option<OwnedSemaphorePermit>;

impl Strangers {
    pub fn at_most(number: usize) -> Strangers {
        Strangers(Arc::new(Semaphore::new(number)))
    }

    /// Half of a number, but at least one.
    pub fn half_of(all: usize) -> Strangers {
        Strangers::at_most((all / 2).max(1))
    }

    /// Waits for a permit, if the sender is a stranger: first come, first served.
    pub async fn permit(&self) -> Permit {
        if is_stranger() { self.0.clone().acquire_owned().await.ok() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn strangers_wait_for_each_other_and_nobody_else_for_them() {
        let strangers = Strangers::half_of(3);
        let first = Asker::default().does(strangers.permit()).await;
        assert!(first.is_some());
        let mut second = Box::pin(Asker::default().does(strangers.permit()));
        assert!(second.as_mut().now_or_never().is_none(), "the share is one");
        let known = Asker::default();
        let permit = known.clone().does(async {
            recognise();
            strangers.permit().await
        });
        assert!(permit.await.is_none());
        assert!(known.does(async { !is_stranger() }).await, "once known, known");
        assert!(strangers.permit().await.is_none(), "the program's own work");
        drop(first);
        assert!(second.await.is_some());
    }
}
