//! Who watches exports in this process. However many watch one export, the database is asked once for all of them; and a
//! session watches no more than some at once.

use super::export::JOB;
use crate::door::Request;
use crate::fault::Fault;
use crate::state::App;
use crate::storage::entity::export::{self, Column as C};
use app::error::AppError;
use app::exports::api::ExportState;
use app::permission::Permission;
use sea_orm::{ColumnTrait, QueryFilter};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{broadcast, watch};
use tokio::time::sleep;
use tower_sessions::session::Id;
use uuid::Uuid;

/// How often the database is asked when no news come: the export may run in another process.
const LOOK: Duration = Duration::from_secs(1);
/// No more often than this, however fast rows are written.
const PAUSE: Duration = Duration::from_millis(100);
/// Streams of one session at once: a few windows, and no more.
const AT_ONCE: usize = 6;

/// How an export stands, in the words of the stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    pub words: String,
    pub is_open: bool,
}

/// See the module.
#[derive(Default)]
pub struct Watchers(Mutex<Known>);

#[derive(Default)]
struct Known {
    looks: HashMap<Uuid, watch::Sender<Standing>>,
    streams: HashMap<Id, usize>,
}

/// A session's place among those that watch, as long as it is kept.
pub struct Seat {
    app: Arc<App>,
    session: Id,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut known = self.app.watchers.known();
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

    /// Exports that are looked at.
    pub fn looks(&self) -> usize {
        self.known().looks.len()
    }
}

/// A place for one more stream of a session.
pub fn seat(app: &Arc<App>, session: Id) -> Result<Seat, Fault> {
    let mut known = app.watchers.known();
    let streams = known.streams.entry(session).or_default();
    if *streams >= AT_ONCE {
        return Err(AppError::TooMany { retry_after: 15 }.into());
    }
    *streams += 1;
    Ok(Seat { app: app.clone(), session })
}

/// How an export stands from now on. Whoever is first has it looked at; it ends when nobody watches any more, or nothing
/// changes any more.
pub async fn watch(app: &Arc<App>, tenant: Uuid, id: Uuid) -> Result<watch::Receiver<Standing>, Fault> {
    let request = Request::system(app, tenant, JOB);
    let now = standing(&request, id).await?;
    let is_open = now.is_open;
    let (sender, receiver) = watch::channel(now);
    if !is_open {
        return Ok(receiver);
    }
    let mut known = app.watchers.known();
    if let Some(look) = known.looks.get(&id) {
        return Ok(look.subscribe());
    }
    known.looks.insert(id, sender.clone());
    tokio::spawn(look(request, id, sender, app.export_news.subscribe()));
    Ok(receiver)
}

async fn look(request: Request, id: Uuid, told: watch::Sender<Standing>, mut news: broadcast::Receiver<Uuid>) {
    while wait(&request.app, id, &mut news).await {
        let Ok(now) = standing(&request, id).await else { break };
        if !now.is_open {
            request.app.watchers.known().looks.remove(&id);
            let _ = told.send(now);
            return;
        }
        told.send_if_modified(|before| {
            let changed = *before != now;
            *before = now;
            changed
        });
        let mut known = request.app.watchers.known();
        if told.receiver_count() == 0 {
            known.looks.remove(&id);
            return;
        }
    }
    request.app.watchers.known().looks.remove(&id);
}

async fn standing(request: &Request, id: Uuid) -> Result<Standing, Fault> {
    let read = request.read(Permission::ExportsView).await?;
    let row = read.of::<export::Entity>().filter(C::Id.eq(id)).one(read.db()).await?.ok_or(AppError::NotFound)?;
    let state = ExportState::from_code(&row.state).unwrap_or(ExportState::Failed);
    Ok(Standing { words: format!("{} {} {}", state.code(), row.rows_done, row.rows_total), is_open: state.is_open() })
}

/// Waits for news of the export, or for some time; false when the program is about to end.
async fn wait(app: &App, id: Uuid, news: &mut broadcast::Receiver<Uuid>) -> bool {
    let over = sleep(LOOK);
    tokio::pin!(over);
    loop {
        tokio::select! {
            () = app.stopping.cancelled() => return false,
            () = &mut over => return true,
            told = news.recv() => if told != Ok(id) { continue },
        }
        sleep(PAUSE).await;
        return true;
    }
}
