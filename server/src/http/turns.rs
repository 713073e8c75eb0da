//! Strangers wait for their turn at the entrance, before anything is made for them (MS-20, MS-26). A page keeps a thread busy,
//! and the runtime serves requests in the order in which they come. Without turns, a person whom the console knows would wait
//! behind every stranger who came before.
//!
//! A stranger keeps the turn while the console works for them, up to the last byte of the page, and gives it back while they
//! wait for something else.

use super::answer;
use super::cookies;
use crate::base::share::{Permit, Strangers};
use crate::identity::devices;
use crate::state::AppState;
use crate::state::sessions::keys;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::task::yield_now;
use tokio::time::timeout;
use tower_sessions::Session;

/// The longest wait at the entrance.
const LONGEST: Duration = Duration::from_secs(10);
/// No page is larger.
const LARGEST: usize = 64 * 1024 * 1024;

/// The turn of one request.
pub struct Turn {
    /// `None` for people who need no turn.
    strangers: Option<Strangers>,
    held: Mutex<Permit>,
}

impl Turn {
    fn of(strangers: Option<Strangers>) -> Arc<Turn> {
        Arc::new(Turn { strangers, held: Mutex::default() })
    }

    /// Waits for the turn, unless the request has it. A request that already waits for work of this kind goes first.
    pub async fn take(&self) {
        let Some(strangers) = self.strangers.as_ref().filter(|_| self.held().is_none()) else { return };
        let permit = strangers.permit().await;
        if permit.is_some() {
            *self.held() = permit;
            yield_now().await;
        }
    }

    /// Gives the turn back before the request waits for something else.
    pub fn give_back(&self) {
        self.held().take();
    }

    fn held(&self) -> MutexGuard<'_, Permit> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets known people in at once, and strangers when it is their turn. A stranger who would wait too long is told to come back.
pub async fn wait(State(app): State<Arc<AppState>>, mut request: Request, next: Next) -> Response {
    let session = request.extensions().get::<Session>().cloned();
    let known = is_on_known_device(&app, &request) || belongs_to_somebody(session).await;
    let turn = Turn::of((!known).then(|| app.strangers.clone()));
    if timeout(LONGEST, turn.take()).await.is_err() {
        let mut busy = answer::bare(503, "busy");
        busy.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(5));
        return busy;
    }
    request.extensions_mut().insert(turn.clone());
    let response = next.run(request).await;
    if turn.strangers.is_some() { whole(response).await } else { response }
}

fn is_on_known_device(app: &AppState, request: &Request) -> bool {
    let device = cookies::sent(request.headers()).find(|cookie| cookie.name() == devices::name(app));
    device.is_some_and(|device| devices::is_somebodys(app, device.value()))
}

/// True for a session of a person, and for one with a one-time link.
async fn belongs_to_somebody(session: Option<Session>) -> bool {
    let Some(session) = session else { return false };
    for key in [keys::ACCOUNT, keys::HALF, keys::LINK] {
        if matches!(session.get_value(key).await, Ok(Some(_))) {
            return true;
        }
    }
    false
}

/// Compresses a page within the turn. Otherwise that would happen while it is sent.
async fn whole(response: Response) -> Response {
    let is_page = |kind: &HeaderValue| kind.as_bytes().starts_with(b"text/html");
    if !response.headers().get(header::CONTENT_TYPE).is_some_and(is_page) {
        return response;
    }
    let (head, body) = response.into_parts();
    match to_bytes(body, LARGEST).await {
        Ok(body) => Response::from_parts(head, Body::from(body)),
        Err(_) => answer::bare(500, "internal"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::share::Asker;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn a_request_has_one_turn_and_gives_it_back() {
        let strangers = Strangers::at_most(1);
        let [first, second] = [0, 1].map(|_| Turn::of(Some(strangers.clone())));
        let known = Turn::of(None);
        Asker::default().does(async { (first.take().await, first.take().await) }).await;
        let mut waits = Box::pin(Asker::default().does(second.take()));
        assert!(waits.as_mut().now_or_never().is_none());
        assert!(Asker::default().does(known.take()).now_or_never().is_some(), "the console knows them");
        first.give_back();
        waits.await;
        let mut again = Box::pin(Asker::default().does(first.take()));
        assert!(again.as_mut().now_or_never().is_none());
        drop(second);
        again.await;
    }

    #[tokio::test]
    async fn a_request_that_waits_too_long_is_told_so() {
        let strangers = Strangers::at_most(1);
        let [first, second] = [0, 1].map(|_| Turn::of(Some(strangers.clone())));
        Asker::default().does(first.take()).await;
        assert!(Asker::default().does(timeout(Duration::ZERO, second.take())).await.is_err());
        first.give_back();
        Asker::default().does(second.take()).await;
    }
}
