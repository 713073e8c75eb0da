//! Watches exports. One database query serves all watchers of an export.

use super::export::{JOB, NEWS};
use crate::door::Request;
use crate::door::fault::Fault;
use crate::state::App;
use crate::state::news::Listener;
use crate::state::watchers::{Seat, Standing};
use crate::storage::entity::export::{self, Column as C};
use app::error::AppError;
use app::exports::api::{ExportState, VIEW};
use sea_orm::{ColumnTrait, QueryFilter};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::{self, Receiver, Sender};
use tokio::time::sleep;
use tower_sessions::session::Id;
use uuid::Uuid;

/// How often the database is queried without news, because another process may run the export.
const LOOK: Duration = Duration::from_secs(1);
/// The shortest time between two queries, however fast rows are written.
const PAUSE: Duration = Duration::from_millis(100);

/// A permit for one more stream of a session.
pub fn seat(app: &App, session: Id) -> Result<Seat, Fault> {
    app.watchers.seat(session).ok_or_else(|| AppError::TooMany { retry_after: 15 }.into())
}

/// Returns the state of an export, and its future changes. The first watcher starts the lookups. They end when nobody
/// watches any more, or when the export is over.
pub async fn watch(app: &Arc<App>, tenant: Uuid, id: Uuid) -> Result<Receiver<Standing>, Fault> {
    let request = Request::system(app, tenant, JOB);
    let now = standing(&request, id).await?;
    if !now.is_open {
        return Ok(watch::channel(now).1);
    }
    let (receiver, first) = app.watchers.join((NEWS, id), now);
    if let Some(sender) = first {
        tokio::spawn(look(request, id, sender, app.news.listen(NEWS)));
    }
    Ok(receiver)
}

async fn look(request: Request, id: Uuid, told: Sender<Standing>, mut news: Listener) {
    let watchers = &request.app.watchers;
    while wait(&request.app, id, &mut news).await {
        let Ok(now) = standing(&request, id).await else { break };
        if !now.is_open {
            watchers.forget((NEWS, id));
            let _ = told.send(now);
            return;
        }
        told.send_if_modified(|before| {
            let changed = *before != now;
            *before = now;
            changed
        });
        if watchers.have_left((NEWS, id), &told) {
            return;
        }
    }
    watchers.forget((NEWS, id));
}

async fn standing(request: &Request, id: Uuid) -> Result<Standing, Fault> {
    let read = request.read(VIEW).await?;
    let row = read.of::<export::Entity>().filter(C::Id.eq(id)).one(read.db()).await?.ok_or(AppError::NotFound)?;
    let state = ExportState::from_code(&row.state).unwrap_or(ExportState::Failed);
    Ok(Standing { words: format!("{} {} {}", state.code(), row.rows_done, row.rows_total), is_open: state.is_open() })
}

/// Waits for news of the export, or for some time. Returns false when the program is about to end.
async fn wait(app: &App, id: Uuid, news: &mut Listener) -> bool {
    let over = sleep(LOOK);
    tokio::pin!(over);
    loop {
        tokio::select! {
            () = app.stopping.cancelled() => return false,
            () = &mut over => return true,
            told = news.next() => if told != Some(id) { continue },
        }
        sleep(PAUSE).await;
        return true;
    }
}
