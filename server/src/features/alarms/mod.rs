//! Alarms: logs forged rows in the provider's operation log, with what they are about.

mod about;

use crate::door::fault::Fault;
use crate::door::{Every, Job, Read, Request};
use crate::log::event::{Event, Outcome};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::state::alarms::ForgedRow;
use about::{About, JOB};
use app::operation_logs::acts;
use app::support::api::HOME;
use std::sync::Arc;

pub static LOG_FORGED_ROWS: Job =
    Job { what: "alarms", every: Every::Minute, run: |app| Box::pin(log_forged_rows(app)) };

/// Alarms on their way to the log. If that does not succeed, or if the request that has found them is cut off, they wait again.
struct Taken<'a> {
    app: &'a AppState,
    found: Vec<ForgedRow>,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.app.alarms.put_back(std::mem::take(&mut self.found));
    }
}

/// Writes the forged rows found so far to the provider's operation log.
pub async fn log_forged_rows(app: &Arc<AppState>) -> Result<(), Fault> {
    let mut taken = Taken { app, found: app.alarms.take() };
    if taken.found.is_empty() {
        return Ok(());
    }
    let provider = Request::system(app, PROVIDER, JOB);
    let read = provider.read(HOME).await?;
    let mut events = Vec::with_capacity(taken.found.len());
    for row in &taken.found {
        events.push(event(app, &read, row).await);
    }
    provider.write(HOME).await?.commit_all(&events).await?;
    taken.found.clear();
    Ok(())
}

async fn event(app: &Arc<AppState>, read: &Read, row: &ForgedRow) -> Event {
    let About { company, name } = about::of(app, read, row).await;
    let (table, id) = row;
    let event = Event::new(acts::ROW_FORGED).outcome(Outcome::Noticed).on(table, id, &name).with(acts::TABLE, *table);
    match company {
        Some((id, name)) => event.with(acts::COMPANY_ID, id.to_string()).personal(acts::COMPANY, name),
        None => event,
    }
}
