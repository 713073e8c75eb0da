//! News within this process: which row of which topic has changed. Telling waits for nobody, and nobody need listen; a
//! listener asks the database what has changed.

use tokio::sync::broadcast::{self, Receiver, Sender};
use uuid::Uuid;

/// News that a slow listener may be behind; older ones are lost to it.
const KEPT: usize = 256;

/// What there is news of. Each feature that has some declares its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Topic(pub &'static str);

/// See the module.
#[derive(Clone)]
pub struct News(Sender<(Topic, Uuid)>);

/// Hears of one topic.
pub struct Listener {
    topic: Topic,
    news: Receiver<(Topic, Uuid)>,
}

impl Default for News {
    fn default() -> News {
        News(broadcast::channel(KEPT).0)
    }
}

impl News {
    /// A row has changed.
    pub fn tell(&self, topic: Topic, id: Uuid) {
        let _ = self.0.send((topic, id));
    }

    /// What is told from now on.
    pub fn listen(&self, topic: Topic) -> Listener {
        Listener { topic, news: self.0.subscribe() }
    }
}

impl Listener {
    /// The next row of the topic that changes; none if some news was lost, so that any row may have changed.
    pub async fn next(&mut self) -> Option<Uuid> {
        loop {
            match self.news.recv().await {
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
        let news = News::default();
        news.tell(ONE, Uuid::nil());
        let mut listener = news.listen(ONE);
        news.tell(Topic("other"), Uuid::nil());
        news.tell(ONE, Uuid::max());
        assert_eq!(listener.next().await, Some(Uuid::max()));
        for _ in 0..=KEPT {
            news.tell(ONE, Uuid::nil());
        }
        assert_eq!(listener.next().await, None);
        assert_eq!(listener.next().await, Some(Uuid::nil()));
    }
}
