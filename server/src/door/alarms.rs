//! Alarms: logs forged rows in the provider's operation log.

use crate::door::fault::Fault;
use crate::door::{Every, Job, Request};
use crate::log::event::Event;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::state::alarms::ForgedRow;
use app::operation_logs::acts;
use std::sync::Arc;

pub static LOG_FORGED_ROWS: Job =
    Job { what: "alarms", every: Every::Minute, run: |app| Box::pin(log_forged_rows(app)) };

/// Writes the forged rows found so far to the provider's operation log.
pub async fn log_forged_rows(app: &Arc<AppState>) -> Result<(), Fault> {
    let found = app.alarms.take();
    if found.is_empty() {
        return Ok(());
    }
    let event = |(table, row): &ForgedRow| Event::new(acts::ROW_FORGED).on(table, row, "").with(acts::TABLE, *table);
    let events: Vec<Event> = found.iter().map(event).collect();
    let written = async {
        let tx = Request::system(app, PROVIDER, "alarm").write(app::support::api::HOME).await?;
        tx.commit_all(&events).await
    };
    if let Err(fault) = written.await {
        app.alarms.put_back(found);
        return Err(fault);
    }
    Ok(())
}
