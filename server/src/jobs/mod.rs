//! Work that goes on by itself. Jobs come through the same door as people.

use crate::app_state::App;
use crate::log;
use chrono::Duration;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Runs all jobs until told to stop, then writes a last checkpoint.
pub async fn run(app: Arc<App>, stop: CancellationToken) {
    let mut hourly = app.clock.now();
    loop {
        if app.clock.now() >= hourly {
            housekeeping(&app).await;
            hourly = app.clock.now() + Duration::hours(1);
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(std::time::Duration::from_millis(500)) => {}
        }
    }
    checkpoint(&app).await;
}

async fn housekeeping(app: &App) {
    checkpoint(app).await;
    if let Err(error) = app.sessions.sweep().await {
        tracing::warn!(%error, "sessions not swept");
    }
}

async fn checkpoint(app: &App) {
    let path = app.config.checkpoint_path();
    if let Err(error) = log::write_checkpoints(&app.storage.reader, &path, app.clock.now()).await {
        tracing::error!(%error, "checkpoint not written");
    }
}
