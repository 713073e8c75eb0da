//! Finds waiting exports and works on them, a few at once.

use super::export::CHANGES;
use super::{lease, work};
use crate::door::Worker;
use crate::door::fault::Fault;
use crate::state::AppState;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Number of parallel exports per process, each of another company, so that a large one does not block the others.
const AT_ONCE: usize = 2;
/// How often to look for exports that another process has accepted or abandoned.
const LOOK: Duration = Duration::from_millis(500);
/// The shortest time between two looks, so that an export that cannot be begun keeps the database free.
const BREATH: Duration = Duration::from_millis(50);

pub static WORKER: Worker = Worker { what: "exports", run: |app, stop| Box::pin(run(app, stop)) };

/// Works until told to stop. Unfinished exports resume at the next start.
pub async fn run(app: Arc<AppState>, stop: CancellationToken) {
    let by = app.new_id().to_string();
    let mut subscription = app.changes.subscribe(CHANGES);
    let mut working = JoinSet::new();
    while !stop.is_cancelled() {
        if let Err(error) = begin(&app, &by, &mut working, &stop).await {
            tracing::warn!(%error, "exports that wait");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            Some(done) = working.join_next() => report(done),
            _ = subscription.next() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
        tokio::time::sleep(BREATH).await;
    }
    while let Some(done) = working.join_next().await {
        report(done);
    }
}

type Running = JoinSet<Result<(), Fault>>;

async fn begin(app: &Arc<AppState>, by: &str, working: &mut Running, stop: &CancellationToken) -> Result<(), Fault> {
    let room = AT_ONCE.saturating_sub(working.len());
    if room == 0 {
        return Ok(());
    }
    let mut due = lease::due(app, by).await?;
    // They are sorted oldest first. A company's next export waits for the one before.
    let mut companies = HashSet::new();
    due.retain(|(tenant, _)| companies.insert(*tenant));
    for (tenant, id) in due.into_iter().take(room) {
        working.spawn(work::work(app.clone(), by.to_owned(), tenant, id, stop.clone()));
    }
    Ok(())
}

fn report(done: Result<Result<(), Fault>, tokio::task::JoinError>) {
    match done {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "an export stopped; it goes on when its lease runs out"),
        Err(error) => tracing::error!(%error, "an export's task ended"),
    }
}
