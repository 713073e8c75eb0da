//! Watches exports. One database query serves all watchers of an export.

use super::export::{CHANGES, JOB};
use super::found;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::state::AppState;
use crate::state::change_feed::Subscription;
use crate::state::watchers::{StreamPermit, StreamState};
use crate::storage::entity::export::{self, Column as C};
use app::error::AppError;
use app::exports::api::VIEW;
use sea_orm::{ColumnTrait, QueryFilter};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::{self, Receiver, Sender};
use tokio::time::sleep;
use tower_sessions::session::Id;
use uuid::Uuid;

/// How often the database is queried without a known change, because another process may run the export.
const LOOK: Duration = Duration::from_secs(1);
/// The shortest time between two queries, however fast rows are written.
const PAUSE: Duration = Duration::from_millis(100);

/// A permit for one more stream of a session.
pub fn permit(app: &AppState, session: Id) -> Result<StreamPermit, Fault> {
    app.watchers.permit(session).ok_or_else(|| AppError::TooMany { retry_after: 15 }.into())
}

/// Returns the state of an export, and its future changes. The first watcher starts the lookups. They end when nobody
/// watches any more, or when the export is over.
pub async fn watch(app: &Arc<AppState>, tenant: Uuid, id: Uuid) -> Result<Receiver<StreamState>, Fault> {
    let request = Request::system(app, tenant, JOB);
    let now = state(&request, id).await?;
    if !now.is_open {
        return Ok(watch::channel(now).1);
    }
    let (receiver, first) = app.watchers.join((CHANGES, id), now);
    if let Some(sender) = first {
        tokio::spawn(look(request, id, sender, app.changes.subscribe(CHANGES)));
    }
    Ok(receiver)
}

async fn look(request: Request, id: Uuid, sender: Sender<StreamState>, mut subscription: Subscription) {
    let watchers = &request.app.watchers;
    while wait(&request.app, id, &mut subscription).await {
        let Ok(now) = state(&request, id).await else { break };
        if !now.is_open {
            watchers.forget((CHANGES, id));
            let _ = sender.send(now);
            return;
        }
        sender.send_if_modified(|before| {
            let changed = *before != now;
            *before = now;
            changed
        });
        if watchers.have_left((CHANGES, id), &sender) {
            return;
        }
    }
    watchers.forget((CHANGES, id));
}

async fn state(request: &Request, id: Uuid) -> Result<StreamState, Fault> {
    let read = request.read(VIEW).await?;
    let found = found::one(&read, read.of::<export::Entity>().filter(C::Id.eq(id))).await?;
    let (row, state) = found.ok_or(AppError::NotFound)?.whole().ok_or(AppError::Unreadable)?;
    Ok(StreamState {
        words: format!("{} {} {}", state.code(), row.rows_done, row.rows_total),
        is_open: state.is_open(),
    })
}

/// Waits for a change of the export, or for some time. Returns false when the program is about to end.
async fn wait(app: &AppState, id: Uuid, subscription: &mut Subscription) -> bool {
    let over = sleep(LOOK);
    tokio::pin!(over);
    loop {
        tokio::select! {
            () = app.stopping.cancelled() => return false,
            () = &mut over => return true,
            changed = subscription.next() => if changed != Some(id) { continue },
        }
        sleep(PAUSE).await;
        return true;
    }
}
