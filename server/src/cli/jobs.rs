//! Runs the workers of the features all the time, and their jobs each minute or each hour.

use crate::door::{Every, Job};
use crate::features::{JOBS, OF_EVERY_PROCESS, WORKERS};
use crate::log::Which;
use crate::state::AppState;
use chrono::{DateTime, Duration, Utc};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Runs everything until told to stop, then writes a last checkpoint.
pub async fn run(app: Arc<AppState>, stop: CancellationToken) {
    let workers: Vec<_> =
        WORKERS.iter().map(|worker| (worker.what, tokio::spawn((worker.run)(app.clone(), stop.clone())))).collect();
    let mut rounds = Rounds::begin(app.clock.now());
    while !stop.is_cancelled() {
        if rounds.take(Every::Minute, app.clock.now()) {
            round(&app, Every::Minute, Which::New).await;
        }
        if rounds.take(Every::Hour, app.clock.now()) {
            round(&app, Every::Hour, Which::Grown).await;
        }
        a_while(&stop).await;
    }
    for (what, worker) in workers {
        warn(what, worker.await);
    }
    of_every_process(&app, Every::Minute).await;
    look(&app, Which::Grown).await;
}

/// The part of a process that only answers requests: writes down what it has in memory, the last time at its end.
pub async fn write_down(app: Arc<AppState>, stop: CancellationToken) {
    let mut rounds = Rounds::begin(app.clock.now());
    while !stop.is_cancelled() {
        for every in [Every::Minute, Every::Hour] {
            if rounds.take(every, app.clock.now()) {
                of_every_process(&app, every).await;
            }
        }
        a_while(&stop).await;
    }
    of_every_process(&app, Every::Minute).await;
}

async fn a_while(stop: &CancellationToken) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = tokio::time::sleep(std::time::Duration::from_millis(500)) => {}
    }
}

/// When the next rounds of jobs are due.
struct Rounds {
    minute: DateTime<Utc>,
    hour: DateTime<Utc>,
}

impl Rounds {
    fn begin(now: DateTime<Utc>) -> Rounds {
        Rounds { minute: now, hour: now }
    }

    /// Returns whether a round is due, or too far ahead because the clock was set back, and plans the one after it.
    fn take(&mut self, every: Every, now: DateTime<Utc>) -> bool {
        let (next, pause) = match every {
            Every::Minute => (&mut self.minute, Duration::minutes(1)),
            Every::Hour => (&mut self.hour, Duration::hours(1)),
        };
        let due = *next <= now || *next > now + pause;
        if due {
            *next = now + pause;
        }
        due
    }
}

/// Checks the logs first, then runs the jobs that are due.
async fn round(app: &Arc<AppState>, every: Every, which: Which) {
    look(app, which).await;
    for job in JOBS.iter().filter(|job| job.every == every) {
        one(app, job).await;
    }
}

async fn of_every_process(app: &Arc<AppState>, every: Every) {
    for job in OF_EVERY_PROCESS.iter().filter(|job| job.every == every) {
        one(app, job).await;
    }
}

async fn one(app: &Arc<AppState>, job: &Job) {
    // The driver of PostgreSQL panics on an infinite time: one forged row must not end all jobs.
    if let Ok(done) = AssertUnwindSafe((job.run)(app)).catch_unwind().await {
        warn(job.what, done);
    } else {
        tracing::error!(what = job.what, "a job panicked");
    }
}

/// Checks that every log still contains its last known end, and writes checkpoints of those that have grown.
async fn look(app: &AppState, which: Which) {
    if let Err(error) = app.witness.look(&app.storage.reader, &app.keys, app.clock.now(), which).await {
        tracing::error!(%error, "checkpoints not written");
    }
}

/// Writes a failure to the program's log.
fn warn(what: &'static str, done: Result<(), impl std::fmt::Display>) {
    if let Err(error) = done {
        tracing::warn!(%error, what, "a job failed");
    }
}
