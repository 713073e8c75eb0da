//! Announces changed rows within this process, by topic. Sending never waits and needs no listener. A listener reads
//! the change from the database.

use tokio::sync::broadcast::{self, Receiver, Sender};
use uuid::Uuid;

/// The number of announcements kept for a slow listener; it loses older ones.
const KEPT: usize = 256;

/// A kind of change. Each feature declares its own topics.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Topic(pub &'static str);

/// Sends announcements to all listeners.
#[derive(Clone)]
pub struct ChangeFeed(Sender<(Topic, Uuid)>);

/// Receives the announcements of one topic.
pub struct Subscription {
    topic: Topic,
    changes: Receiver<(Topic, Uuid)>,
}

impl Default for ChangeFeed {
    fn default() -> ChangeFeed {
        ChangeFeed(broadcast::channel(KEPT).0)
    }
}

impl ChangeFeed {
    /// Announces that a row has changed.
    pub fn publish(&self, topic: Topic, id: Uuid) {
        let _ = self.0.send((topic, id));
    }

    /// Subscribes to future announcements of a topic.
    pub fn subscribe(&self, topic: Topic) -> Subscription {
        Subscription { topic, changes: self.0.subscribe() }
    }
}

impl Subscription {
    /// Returns the next changed row of the topic, or `None` if announcements were lost, in which case any row may have
    /// changed.
    pub async fn next(&mut self) -> Option<Uuid> {
        loop {
            match self.changes.recv().await {
                Ok((topic, id)) if topic == self.topic => return Some(id),
                Ok(_) => {}
                Err(_) => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Topic = Topic("one");

    #[tokio::test]
    async fn each_hears_of_their_own_topic_and_that_something_was_lost() {
        let changes = ChangeFeed::default();
        changes.publish(ONE, Uuid::nil());
        let mut subscription = changes.subscribe(ONE);
        changes.publish(Topic("other"), Uuid::nil());
        changes.publish(ONE, Uuid::max());
        assert_eq!(subscription.next().await, Some(Uuid::max()));
        for _ in 0..=KEPT {
            changes.publish(ONE, Uuid::nil());
        }
        assert_eq!(subscription.next().await, None);
        assert_eq!(subscription.next().await, Some(Uuid::nil()));
    }
}
