//! Counters of all companies: writes down those that are in memory, and deletes what has expired. Each in one transaction.

use super::refused_input;
use crate::door::fault::Fault;
use crate::door::{Every, Job, Progress, PublicUse, Request, Write, throttle};
use crate::identity::second_factor::by_mail;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use std::sync::Arc;

pub static SWEEP: Job =
    Job { what: "counters and codes that are over", every: Every::Hour, run: |app| Box::pin(sweep(app)) };

pub static WRITE_DOWN: Job =
    Job { what: "counts of refused input", every: Every::Minute, run: |app| Box::pin(write_down(app)) };

/// Deletes what has expired.
pub async fn sweep(app: &Arc<AppState>) -> Result<(), Fault> {
    let tx = begin(app).await?;
    throttle::sweep(&tx).await?;
    by_mail::sweep(&tx).await?;
    refused_input::forget(&tx).await?;
    commit(tx).await
}

/// Writes the counts of refused input to the database. If that fails, they are kept for the next time.
pub async fn write_down(app: &Arc<AppState>) -> Result<(), Fault> {
    let counts = app.refused.take();
    if counts.is_empty() {
        return Ok(());
    }
    let written = async {
        let tx = begin(app).await?;
        refused_input::store(&tx, &counts).await?;
        commit(tx).await
    };
    let written = written.await;
    if written.is_err() {
        app.refused.put_back(counts);
    }
    written
}

async fn begin(app: &Arc<AppState>) -> Result<Write, Fault> {
    Request::system(app, PROVIDER, "sweep").write_public(PublicUse::SignIn).await
}

async fn commit(tx: Write) -> Result<(), Fault> {
    tx.commit_progress(Progress::Counters).await
}
