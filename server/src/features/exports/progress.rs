//! Sends the progress of one export to its page (Server-Sent Events). Watching is not user activity: it never prolongs
//! a session, and it ends with the session.

use super::watchers::{permit, watch};
use crate::door::fault::Fault;
use crate::door::{Call, Endpoint, Person, Request, Who, read_id};
use crate::identity::networks;
use crate::state::watchers::{StreamPermit, StreamState};
use app::error::AppError;
use app::exports::api::VIEW;
use app::permission::Access::Needs;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Receiver;
use tokio::time::{Instant, sleep_until};
use tower_sessions::SessionStore;
use tower_sessions::session::Id;

/// Interval of the checks of session and permission.
const RECHECK: Duration = Duration::from_secs(15);

pub static PROGRESS: Endpoint = Endpoint {
    path: "/exports/{id}/progress",
    access: Needs(VIEW),
    file: false,
    answer: |call| Box::pin(stream(call)),
};

/// A person who watches an export.
struct Watcher {
    request: Request,
    session: Id,
    state: Receiver<StreamState>,
    checked: Instant,
    said: Option<String>,
    over: bool,
    _permit: StreamPermit,
}

/// The stream: `data: running 14236 58120` after each change, until no more changes can come.
pub async fn stream(call: &Call) -> Result<Response, Fault> {
    let id = read_id(call.param("id"))?;
    let (request, session) = (call.request.clone(), call.request.session_id().ok_or(AppError::SignedOut)?);
    let company = request.read(VIEW).await?.tenant();
    let permit = permit(&request.app, session)?;
    let watcher = Watcher {
        state: watch(&request.app, company, id).await?,
        request,
        session,
        checked: Instant::now(),
        said: None,
        over: false,
        _permit: permit,
    };
    let events = futures_util::stream::unfold(watcher, |mut watcher| async move {
        let words = watcher.next().await?;
        Some((Ok::<_, Infallible>(Event::default().data(words)), watcher))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(RECHECK)).into_response())
}

impl Watcher {
    /// The next message, or `None` at the end of the stream.
    async fn next(&mut self) -> Option<String> {
        while !self.over {
            if self.checked.elapsed() >= RECHECK && !self.is_still_allowed().await {
                return None;
            }
            let StreamState { words, is_open } = self.state.borrow_and_update().clone();
            self.over = !is_open;
            if self.said.as_ref() != Some(&words) {
                self.said = Some(words.clone());
                return Some(words);
            }
            tokio::select! {
                changed = self.state.changed() => changed.ok()?,
                () = sleep_until(self.checked + RECHECK) => {}
            }
        }
        None
    }

    /// True if the session is valid and the person may still watch from their network. The check does not prolong the
    /// session.
    async fn is_still_allowed(&mut self) -> bool {
        self.checked = Instant::now();
        let app = self.request.app.clone();
        let Ok(Some(_)) = app.sessions.load(&self.session).await else { return false };
        let Ok(read) = self.request.read(VIEW).await else { return false };
        let Ok(me) = self.request.signed_in() else { return false };
        let Ok(Some(mut me)) = Person::load(&app, read.db(), me.account.id).await else { return false };
        let Ok(elsewhere) = networks::refuses(&app, read.db(), &me, &self.request.origin.ip).await else {
            return false;
        };
        me.elsewhere = elsewhere;
        self.request.who = Who::Account(Arc::new(me));
        self.request.check(VIEW).await.is_ok()
    }
}
