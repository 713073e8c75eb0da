//! Who waits for whom when many press at once (MS-20, MS-26). Strangers wait for each other first, and only as many of
//! them as have a share stand in the queue in which everybody is served in turn: so people who are signed in, or on a
//! device of theirs, wait for a stranger or two and never for all of them, and strangers come on all the same.
//!
//! Which of the two a request is shows on the way: by its session, by the device's cookie for the account that is asked
//! for, by a one-time link. Work of the program itself is nobody's request and no stranger's.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

tokio::task_local! {
    static ASKS: Asker;
}

/// Who asks; known or not. Each request begins as a stranger's.
#[derive(Clone, Default)]
pub struct Asker(Arc<AtomicBool>);

impl Asker {
    /// Whoever asks now.
    pub fn now() -> Asker {
        ASKS.try_with(Asker::clone).unwrap_or_else(|_| Asker(Arc::new(AtomicBool::new(true))))
    }

    /// Does something in their name.
    pub async fn does<F: Future>(self, work: F) -> F::Output {
        ASKS.scope(self, work).await
    }
}

/// From here on whoever asks is known.
pub fn recognise() {
    let _ = ASKS.try_with(|asker| asker.0.store(true, Ordering::Relaxed));
}

pub fn is_stranger() -> bool {
    ASKS.try_with(|asker| !asker.0.load(Ordering::Relaxed)).unwrap_or(false)
}

/// How many strangers there may be at something at the same time.
#[derive(Clone, Debug)]
pub struct Strangers(Arc<Semaphore>);

/// A stranger's place; whoever is known needs none.
pub type Place = Option<OwnedSemaphorePermit>;

impl Strangers {
    pub fn at_most(places: usize) -> Strangers {
        Strangers(Arc::new(Semaphore::new(places)))
    }

    /// A part of what there is, and never nothing.
    pub fn half_of(all: usize) -> Strangers {
        Strangers::at_most((all / 2).max(1))
    }

    /// Waits for a place, if whoever asks is a stranger: first come, first served.
    pub async fn place(&self) -> Place {
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
        let first = Asker::default().does(strangers.place()).await;
        assert!(first.is_some());
        let mut second = Box::pin(Asker::default().does(strangers.place()));
        assert!(second.as_mut().now_or_never().is_none(), "the share is one");
        let known = Asker::default();
        let place = known.clone().does(async {
            recognise();
            strangers.place().await
        });
        assert!(place.await.is_none());
        assert!(known.does(async { !is_stranger() }).await, "once known, known");
        assert!(strangers.place().await.is_none(), "the program's own work");
        drop(first);
        assert!(second.await.is_some());
    }
}
