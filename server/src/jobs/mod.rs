//! Work that goes on by itself. Jobs come through the same door as people.

mod reminders;
mod sweep;

pub use reminders::remind;
pub use sweep::sweep;

use crate::log::Which;
use crate::state::App;
use crate::{alarms, cases, exports, mail, sign_in};
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
            look(&app, Which::New).await;
            warn("files of exports whose time is over", exports::expire(&app).await);
            warn("alarms", alarms::write_down(&app).await);
            warn("a look for waves of locks", sign_in::lock_wave::watch(&app).await);
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
    look(&app, Which::Grown).await;
}

/// Whether the next round has come; also where the clock was put back and it would be far away.
fn is_due(next: DateTime<Utc>, every: Duration, now: DateTime<Utc>) -> bool {
    next <= now || next > now + every
}

async fn housekeeping(app: &Arc<App>) {
    look(app, Which::Grown).await;
    warn("reminders of passwords that run out", remind(app).await);
    warn("sessions that ended", app.sessions.sweep().await);
    warn("counters and codes that are over", sweep(app).await);
    warn("files of no export", exports::sweep(app).await);
}

/// Whether every log still ends where it was seen to end, and checkpoints of those that have grown.
async fn look(app: &App, which: Which) {
    if let Err(error) = app.witness.look(&app.storage.reader, &app.keys, app.clock.now(), which).await {
        tracing::error!(%error, "checkpoints not written");
    }
}

/// A job that fails is tried again; what failed is in the program's log.
fn warn<T>(what: &'static str, done: Result<T, impl std::fmt::Display>) {
    if let Err(error) = done {
        tracing::warn!(%error, what, "a job failed");
    }
}
