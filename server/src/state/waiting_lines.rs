//! Sign-in attempts with one address wait in line here, and a few at a time go on to the database. Without the line, each of
//! them would ask the database again and again whether it is its turn, and would keep the others from ending.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The number of attempts of one line that may be checked at the same time.
const TOGETHER: usize = 5;

/// The lines of this process, by key. A line exists as long as somebody stands in it.
#[derive(Clone, Default)]
pub struct WaitingLines(Arc<Mutex<HashMap<Vec<u8>, WaitingLine>>>);

struct WaitingLine {
    standing: usize,
    turns: Arc<Semaphore>,
}

/// A turn in a line. It ends when this is dropped.
pub struct LineTurn {
    _permit: Option<OwnedSemaphorePermit>,
    _place: Place,
}

/// A place in a line, also while it waits.
struct Place {
    lines: WaitingLines,
    key: Vec<u8>,
}

impl WaitingLines {
    /// Waits for a turn: first come, first served.
    pub async fn turn(&self, key: Vec<u8>) -> LineTurn {
        let (place, turns) = self.join(key);
        LineTurn { _permit: turns.acquire_owned().await.ok(), _place: place }
    }

    fn join(&self, key: Vec<u8>) -> (Place, Arc<Semaphore>) {
        let mut lines = self.lines();
        let new = || WaitingLine { standing: 0, turns: Arc::new(Semaphore::new(TOGETHER)) };
        let line = lines.entry(key.clone()).or_insert_with(new);
        line.standing += 1;
        (Place { lines: self.clone(), key }, line.turns.clone())
    }

    fn lines(&self) -> MutexGuard<'_, HashMap<Vec<u8>, WaitingLine>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut lines = self.lines.lines();
        if let Some(line) = lines.get_mut(&self.key) {
            line.standing -= 1;
            if line.standing == 0 {
                lines.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn a_few_go_on_and_the_others_follow_in_their_order() {
        let lines = WaitingLines::default();
        let line = |key: &[u8]| Box::pin(lines.turn(key.to_vec()));
        let mut first: Vec<LineTurn> = Vec::new();
        for _ in 0..TOGETHER {
            first.push(line(b"a").await);
        }
        let (mut next, mut last) = (line(b"a"), line(b"a"));
        assert!(next.as_mut().now_or_never().is_none());
        assert!(last.as_mut().now_or_never().is_none());
        assert!(line(b"b").now_or_never().is_some(), "another address");
        first.pop();
        assert!(last.as_mut().now_or_never().is_none(), "somebody was there before");
        let turn = next.await;
        drop(turn);
        last.await;
        drop(first);
        assert!(lines.lines().is_empty(), "nobody stands in a line");
    }

    #[tokio::test]
    async fn those_who_go_away_while_they_wait_hold_nobody_up() {
        let lines = WaitingLines::default();
        let line = || Box::pin(lines.turn(b"a".to_vec()));
        let first = futures_util::future::join_all((0..TOGETHER).map(|_| line())).await;
        let (mut gone, mut next) = (line(), line());
        assert!(gone.as_mut().now_or_never().is_none());
        assert!(next.as_mut().now_or_never().is_none());
        drop(gone);
        drop(first);
        next.await;
        assert!(lines.lines().is_empty());
    }
}
