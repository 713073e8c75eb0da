//! Tracks who watches what in this process. All watchers of one thing share a single lookup, and each session may watch
//! only a few things at once.

use super::change_feed::Topic;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch::{self, Receiver, Sender};
use tower_sessions::session::Id;
use uuid::Uuid;

/// The largest number of streams per session: a few windows.
const AT_ONCE: usize = 6;

/// The thing being watched.
pub type Watched = (Topic, Uuid);

/// The current state, in the words of the stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StreamState {
    pub words: String,
    pub is_open: bool,
}

/// The watched things and the streams of each session.
#[derive(Clone, Default)]
pub struct Watchers(Arc<Mutex<WatchedThings>>);

#[derive(Default)]
struct WatchedThings {
    looks: HashMap<Watched, Sender<StreamState>>,
    streams: HashMap<Id, usize>,
}

/// A session's permit for one stream, released on drop.
pub struct StreamPermit {
    watchers: Watchers,
    session: Id,
}

impl Drop for StreamPermit {
    fn drop(&mut self) {
        let mut known = self.watchers.known();
        if let Some(streams) = known.streams.get_mut(&self.session) {
            *streams -= 1;
            if *streams == 0 {
                known.streams.remove(&self.session);
            }
        }
    }
}

impl Watchers {
    fn known(&self) -> MutexGuard<'_, WatchedThings> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of watched things.
    pub fn looks(&self) -> usize {
        self.known().looks.len()
    }

    /// Returns a permit for one more stream of a session, or `None` if it has reached the limit.
    pub fn permit(&self, session: Id) -> Option<StreamPermit> {
        let mut known = self.known();
        let streams = known.streams.entry(session).or_default();
        if *streams >= AT_ONCE {
            return None;
        }
        *streams += 1;
        Some(StreamPermit { watchers: self.clone(), session })
    }

    /// Adds a watcher of a thing with the given current state. The first watcher also gets the sender and looks for all
    /// of them.
    pub fn join(&self, what: Watched, now: StreamState) -> (Receiver<StreamState>, Option<Sender<StreamState>>) {
        let mut known = self.known();
        if let Some(look) = known.looks.get(&what) {
            return (look.subscribe(), None);
        }
        let (sender, receiver) = watch::channel(now);
        known.looks.insert(what, sender.clone());
        (receiver, Some(sender))
    }

    /// Removes a thing that is no longer watched.
    pub fn forget(&self, what: Watched) {
        self.known().looks.remove(&what);
    }

    /// True if all watchers have left. The thing is then removed under the same lock, before another can join.
    pub fn have_left(&self, what: Watched, sender: &Sender<StreamState>) -> bool {
        let mut known = self.known();
        let have_left = sender.receiver_count() == 0;
        if have_left {
            known.looks.remove(&what);
        }
        have_left
    }
}
