//! What the program has verified of a log: a job reads it from the first entry to the signed head and compares it with the
//! newest checkpoint; a page adds the signature of the head as it is now.

use super::file_name;
use super::whose::permission;
use crate::base::when::when_seconds;
use crate::door::fault::Fault;
use crate::door::{Every, Job, Read, Request, reported};
use crate::log::reported::{LogCheck, is_signed};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::storage::entity::operation_log_head;
use app::operation_logs::api::{LogProof, LogSeal, SealState};
use app::support::api::LOGS;
use std::sync::Arc;

pub static CHECK_LOGS: Job =
    Job { what: "the chains of the logs", every: Every::Minute, run: |app| Box::pin(check_logs(app)) };

/// Checks every log. Reads only what has been added since the last time; at first, all of it.
pub async fn check_logs(app: &Arc<AppState>) -> Result<(), Fault> {
    let read = Request::system(app, PROVIDER, "alarm").read(LOGS).await?;
    for head in read.all(read.across::<operation_log_head::Entity>()?).await? {
        reported::check(&read, head.tenant_id).await?;
    }
    Ok(())
}

/// What this process has verified of the log in `read`.
pub async fn seal(app: &AppState, read: &Read) -> Result<LogSeal, Fault> {
    let head = read.one(read.of::<operation_log_head::Entity>()).await?.there()?;
    Ok(seal_of(app, read, head.as_ref()))
}

/// What verifying a file of the log takes.
pub async fn proof(request: &Request) -> Result<LogProof, Fault> {
    let read = request.read(permission(request)?).await?;
    let head = read.one(read.of::<operation_log_head::Entity>()).await?.there()?;
    Ok(LogProof {
        seal: seal_of(&request.app, &read, head.as_ref()),
        hash: head.as_ref().filter(|head| head.seq > 0).map(|head| hex::encode(&head.hash)).unwrap_or_default(),
        public_key: hex::encode(request.app.keys.public_key()),
        tenant: read.tenant().to_string(),
        file: file_name::newest(request, &read).await?,
    })
}

fn seal_of(app: &AppState, read: &Read, head: Option<&operation_log_head::Model>) -> LogSeal {
    let signed = head.is_some_and(|head| is_signed(&app.keys, head));
    let state = match (signed, app.reports.checked(read.tenant())) {
        (false, _) | (true, Some(LogCheck { to: None, .. })) => SealState::Altered,
        (true, None) => SealState::Waiting,
        (true, Some(LogCheck { to: Some(to), at })) => {
            SealState::Verified { to: to.unsigned_abs(), at: when_seconds(at) }
        }
    };
    LogSeal {
        newest: head.map_or(0, |head| head.seq.unsigned_abs()),
        checkpoint: app.witness.last(read.tenant()).filter(|seq| *seq > 0).map(i64::unsigned_abs),
        state,
    }
}
