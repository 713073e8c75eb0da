//! Restarts a log where it ends, for an operator who has restored a backup or lost the checkpoint file. The program
//! never does this by itself, and always records it in the log and in the file.

use super::audit::older;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::log::event::Event;
use crate::state::AppState;
use app::operation_logs::acts;
use std::sync::Arc;
use uuid::Uuid;

/// Restarts a log and returns the number of its entry about the restart. The entry comes first: a restart recorded only
/// in the file would be a way around the log. Rows that have become older count as they are from then on.
pub async fn restart_log(app: &Arc<AppState>, tenant: Uuid, reason: &str) -> Result<i64, Fault> {
    let heads = &app.heads;
    let seen = heads.seen(tenant).map_or(0, |head| head.seq);
    heads.forget(tenant);
    app.forget_reports(tenant);
    app.witness.may_begin();
    let tx = Request::system(app, tenant, "sekisho").write(app::support::api::LOGS).await?;
    let older = older::all(app, tx.db()).await?.into_iter().filter(|row| row.tenant == tenant);
    let restored: Vec<_> = older.flat_map(|row| row.restored).collect();
    let event = Event::new(acts::RESTART).with(acts::SEEN, seen).personal(acts::REASON, reason);
    let seq = tx.commit(event).await?;
    app.witness.accept(&app.keys, tenant, heads.seen(tenant), reason, app.clock.now()).await?;
    app.known_rows.learn(restored);
    Ok(seq)
}
