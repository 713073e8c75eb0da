//! The way on for an operator: after a backup was put back or the file of checkpoints was lost, a log begins anew where it
//! stands. Never by itself, and never without a trace in the log and in the file.

use crate::door::Request;
use crate::fault::Fault;
use crate::log::event::{Action, Event};
use crate::state::App;
use app::permission::Permission;
use std::sync::Arc;
use uuid::Uuid;

/// Lets a log begin anew; answers the number of the entry that says so. The entry comes first: a file that says so without
/// one would be a way around the log.
pub async fn begin_anew(app: &Arc<App>, tenant: Uuid, reason: &str) -> Result<i64, Fault> {
    let heads = &app.heads;
    let seen = heads.seen(tenant).map_or(0, |head| head.seq);
    heads.forget(tenant);
    app.witness.may_begin();
    let tx = Request::system(app, tenant, "sekisho").write(Permission::SupportLogs).await?;
    let event = Event::new(Action::LogRestart).with("seen", seen).personal("reason", reason);
    let seq = tx.commit(event).await?;
    app.witness.accept(&app.keys, tenant, heads.seen(tenant), reason, app.clock.now()).await?;
    Ok(seq)
}
