//! Who watches what in this process. However many watch one thing, it is looked at once for all of them; and a session
//! watches no more than some things at once.

use super::news::Topic;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch::{self, Receiver, Sender};
use tower_sessions::session::Id;
use uuid::Uuid;

/// Streams of one session at once: a few windows, and no more.
const AT_ONCE: usize = 6;

/// What is watched.
pub type Watched = (Topic, Uuid);

/// How it stands, in the words of the stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    pub words: String,
    pub is_open: bool,
}

/// See the module.
#[derive(Clone, Default)]
pub struct Watchers(Arc<Mutex<Known>>);

#[derive(Default)]
struct Known {
    looks: HashMap<Watched, Sender<Standing>>,
    streams: HashMap<Id, usize>,
}

/// A session's place among those that watch, as long as it is kept.
pub struct Seat {
    watchers: Watchers,
    session: Id,
}

impl Drop for Seat {
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
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Things that are looked at.
    pub fn looks(&self) -> usize {
        self.known().looks.len()
    }

    /// A place for one more stream of a session; none if it has all it may have.
    pub fn seat(&self, session: Id) -> Option<Seat> {
        let mut known = self.known();
        let streams = known.streams.entry(session).or_default();
        if *streams >= AT_ONCE {
            return None;
        }
        *streams += 1;
        Some(Seat { watchers: self.clone(), session })
    }

    /// One more who watches a thing that stands so now. The first one gets the sender as well, and looks for all.
    pub fn join(&self, what: Watched, now: Standing) -> (Receiver<Standing>, Option<Sender<Standing>>) {
        let mut known = self.known();
        if let Some(look) = known.looks.get(&what) {
            return (look.subscribe(), None);
        }
        let (sender, receiver) = watch::channel(now);
        known.looks.insert(what, sender.clone());
        (receiver, Some(sender))
    }

    /// Nobody looks at it any more.
    pub fn forget(&self, what: Watched) {
        self.known().looks.remove(&what);
    }

    /// Whether everybody has left; then it is forgotten before anybody can join again.
    pub fn have_left(&self, what: Watched, told: &Sender<Standing>) -> bool {
        let mut known = self.known();
        let have_left = told.receiver_count() == 0;
        if have_left {
            known.looks.remove(&what);
        }
        have_left
    }
}
