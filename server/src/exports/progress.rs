//! Progress of one export, pushed to its page (Server-Sent Events). Watching is not doing: it never extends a session,
//! and it ends with the session.

use crate::door::{Request, Who};
use crate::entity::export::{self, Column as C};
use crate::fault::Fault;
use crate::http::knock::Knock;
use crate::signed_in::SignedIn;
use app::exports::api::ExportState;
use app::permission::Permission;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use sea_orm::{ColumnTrait, QueryFilter};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::time::{Instant, sleep};
use tower_sessions::SessionStore;
use tower_sessions::session::Id;
use uuid::Uuid;

/// How often the database is asked when no news come: the export may run in another process.
const LOOK: Duration = Duration::from_secs(1);
/// No more often than this, however fast rows are written.
const PAUSE: Duration = Duration::from_millis(100);
/// How often the session and its rights are checked anew.
const RECHECK: Duration = Duration::from_secs(15);

/// Somebody who watches.
struct Watcher {
    request: Request,
    session: Id,
    id: Uuid,
    news: Receiver<Uuid>,
    checked: Instant,
    said: Option<String>,
    over: bool,
}

/// The stream: `data: running 14236 58120` whenever something changed, until nothing will any more.
pub async fn stream(knock: &Knock) -> Result<Response, Fault> {
    let id = super::read_id(knock.params.iter().find(|(k, _)| k == "id").map_or("", |(_, v)| v))?;
    let watcher = Watcher {
        request: knock.request.clone(),
        session: knock.session.id().ok_or(Fault::SignedOut)?,
        id,
        news: knock.request.app.export_news.subscribe(),
        checked: Instant::now(),
        said: None,
        over: false,
    };
    watcher.now().await?;
    let events = futures_util::stream::unfold(watcher, |mut watcher| async move {
        let words = watcher.next().await?;
        Some((Ok::<_, Infallible>(Event::default().data(words)), watcher))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(RECHECK)).into_response())
}

impl Watcher {
    /// What to say next; none when the stream ends.
    async fn next(&mut self) -> Option<String> {
        while !self.over {
            if self.checked.elapsed() >= RECHECK && !self.is_still_allowed().await {
                return None;
            }
            let (words, state) = self.now().await.ok()?;
            self.over = !state.is_open();
            if self.said.as_ref() != Some(&words) {
                self.said = Some(words.clone());
                return Some(words);
            }
            self.wait().await?;
        }
        None
    }

    async fn now(&self) -> Result<(String, ExportState), Fault> {
        let read = self.request.read(Permission::ExportsView).await?;
        let row = read.of::<export::Entity>().filter(C::Id.eq(self.id)).one(read.db()).await?.ok_or(Fault::NotFound)?;
        let state = ExportState::from_code(&row.state).unwrap_or(ExportState::Failed);
        Ok((format!("{} {} {}", state.code(), row.rows_done, row.rows_total), state))
    }

    /// Waits for news of this export; none when the program is about to end.
    async fn wait(&mut self) -> Option<()> {
        let stopping = self.request.app.stopping.clone();
        let look = sleep(LOOK);
        tokio::pin!(look);
        loop {
            tokio::select! {
                () = stopping.cancelled() => return None,
                () = &mut look => return Some(()),
                news = self.news.recv() => if news != Ok(self.id) { continue },
            }
            sleep(PAUSE).await;
            return Some(());
        }
    }

    /// Whether the session lives and the person may still look. Asking does not make it live longer.
    async fn is_still_allowed(&mut self) -> bool {
        self.checked = Instant::now();
        let app = self.request.app.clone();
        let Ok(Some(_)) = app.sessions.load(&self.session).await else { return false };
        let Ok(read) = self.request.read(Permission::ExportsView).await else { return false };
        let Ok(me) = self.request.signed_in() else { return false };
        match SignedIn::load(&app, read.db(), me.account.id).await {
            Ok(Some(me)) => {
                self.request.who = Who::Account(Arc::new(me));
                self.request.check(Permission::ExportsView).await.is_ok()
            }
            _ => false,
        }
    }
}
