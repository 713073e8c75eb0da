//! Counters of all companies: writes down those that are in memory, and deletes what has expired. Each in one transaction.
//! Also gives words to the log entries of older versions, so that a search finds them, and puts right the words of entries and of
//! names that somebody has changed or taken away.

mod names;

use super::refused_input;
use crate::door::fault::Fault;
use crate::door::{Every, Job, Progress, PublicUse, Request, Write, throttle};
use crate::identity::second_factor::by_mail;
use crate::log::{BlockOfWords, fill_block, first_missed, mend_words, turn};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::{operation_log_head, operation_log_unindexed, operation_log_word};
use app::support::api::LOGS;
use sea_orm::EntityName;
use std::sync::Arc;

pub static SWEEP: Job =
    Job { what: "counters and codes that are over", every: Every::Hour, run: |app| Box::pin(sweep(app)) };

pub static WRITE_DOWN: Job =
    Job { what: "counts of refused input", every: Every::Minute, run: |app| Box::pin(write_down(app)) };

pub static INDEX_LOGS: Job =
    Job { what: "words of older log entries", every: Every::Minute, run: |app| Box::pin(index_logs(app)) };

pub static MEND_LOG_WORDS: Job =
    Job { what: "words of log entries", every: Every::Hour, run: |app| Box::pin(mend_log_words(app)) };

pub static MEND_NAME_WORDS: Job =
    Job { what: "words of names", every: Every::Hour, run: |app| Box::pin(names::mend(app)) };

/// The number of blocks of words that one run of the job writes, so that other jobs do not wait for it.
const BLOCKS: usize = 50;

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

/// Gives words to entries that have none yet, block by block. The next run goes on where this one ends.
pub async fn index_logs(app: &Arc<AppState>) -> Result<(), Fault> {
    let read = Request::system(app, PROVIDER, "sweep").read(LOGS).await?;
    let logs = read.all(read.across::<operation_log_unindexed::Entity>()?).await?;
    let mut blocks = 0;
    for log in logs {
        let keys = app.keys.tenant(read.db(), log.tenant_id).await?;
        let mut more = true;
        while more && blocks < BLOCKS {
            let tx = begin(app).await?;
            more = fill_block(tx.db(), &keys).await? == BlockOfWords::More;
            commit(tx).await?;
            blocks += 1;
        }
    }
    Ok(())
}

/// Compares the words of entries with their details, of each log the part whose turn it is. Where a word is missing, somebody else
/// has taken it away: an alarm says so, and the words are written again (S10).
pub async fn mend_log_words(app: &Arc<AppState>) -> Result<(), Fault> {
    let read = Request::system(app, PROVIDER, "sweep").read(LOGS).await?;
    let hour = app.clock.now().timestamp().div_euclid(3600);
    for log in read.all(read.across::<operation_log_head::Entity>()?).await? {
        // What has no key is nobody's log.
        let Ok(keys) = app.keys.tenant(read.db(), log.tenant_id).await else { continue };
        for block in turn(read.db(), &keys, hour).await? {
            let Some(seq) = first_missed(read.db(), &keys, &block).await? else { continue };
            let row = log.tenant_id.to_string();
            app.alarms.raise(operation_log_word::Entity.table_name(), row, &seq.to_be_bytes());
            let tx = begin(app).await?;
            mend_words(tx.db(), &keys, &block).await?;
            commit(tx).await?;
        }
    }
    Ok(())
}

async fn begin(app: &Arc<AppState>) -> Result<Write, Fault> {
    Request::system(app, PROVIDER, "sweep").write_public(PublicUse::SignIn).await
}

async fn commit(tx: Write) -> Result<(), Fault> {
    tx.commit_progress(Progress::Counters).await
}
