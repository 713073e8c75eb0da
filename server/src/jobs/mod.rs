//! Work that goes on by itself. Jobs come through the same door as people.

mod lock_wave;
mod reminders;

pub use lock_wave::watch;
pub use reminders::remind;

use crate::app_state::App;
use crate::{cases, exports, log, mail, sign_in};
use chrono::{DateTime, Duration, Utc};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Runs all jobs until told to stop, then writes a last checkpoint.
pub async fn run(app: Arc<App>, stop: CancellationToken) {
    let exports = tokio::spawn(exports::run(app.clone(), stop.clone()));
    let mails = tokio::spawn(mail::run(app.clone(), stop.clone()));
    let (mut hourly, mut each_minute) = (app.clock.now(), app.clock.now());
    while !stop.is_cancelled() {
        if is_due(each_minute, Duration::minutes(1), app.clock.now()) {
            each_minute = app.clock.now() + Duration::minutes(1);
            warn("files of exports whose time is over", exports::expire(&app).await);
            warn("a look for waves of locks", watch(&app).await);
            warn("cases that nobody can consent to", cases::watch(&app).await);
        }
        if is_due(hourly, Duration::hours(1), app.clock.now()) {
            hourly = app.clock.now() + Duration::hours(1);
            housekeeping(&app).await;
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(std::time::Duration::from_millis(500)) => {}
        }
    }
    warn("exports", exports.await);
    warn("mails", mails.await);
    checkpoint(&app).await;
}

/// Whether the next round has come; also where the clock was put back and it would be far away.
fn is_due(next: DateTime<Utc>, every: Duration, now: DateTime<Utc>) -> bool {
    next <= now || next > now + every
}

async fn housekeeping(app: &Arc<App>) {
    checkpoint(app).await;
    warn("reminders of passwords that run out", remind(app).await);
    warn("sessions that ended", app.sessions.sweep().await);
    warn("counters of attempts", sign_in::throttle::sweep(app).await);
    warn("files of no export", exports::sweep(app).await);
}

async fn checkpoint(app: &App) {
    let path = app.config.checkpoint_path();
    if let Err(error) = log::write_checkpoints(&app.storage.reader, &app.keys, &path, app.clock.now()).await {
        tracing::error!(%error, "checkpoint not written");
    }
}

/// A job that fails is tried again; what failed is in the program's log.
fn warn<T>(what: &'static str, done: Result<T, impl std::fmt::Display>) {
    if let Err(error) = done {
        tracing::warn!(%error, what, "a job failed");
    }
}
