//! Alarms: logs forged rows in the provider's operation log, with what they are about, and in the log of their company.

mod about;

use crate::door::fault::Fault;
use crate::door::{Every, Job, Request};
use crate::log::event::{Event, Outcome};
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use crate::state::alarms::ForgedRow;
use about::{AboutRow, Company, JOB};
use app::operation_logs::acts;
use app::support::api::HOME;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

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

/// Writes the forged rows found so far to the provider's operation log, and each to that of the company that it names.
pub async fn log_forged_rows(app: &Arc<AppState>) -> Result<(), Fault> {
    let mut taken = Taken { app, found: app.alarms.take() };
    if taken.found.is_empty() {
        return Ok(());
    }
    let provider = Request::system(app, PROVIDER, JOB);
    let read = provider.read(HOME).await?;
    let (mut events, mut of_companies) = (Vec::with_capacity(taken.found.len()), BTreeMap::<Uuid, Vec<Event>>::new());
    for row in &taken.found {
        let about = about::of(app, &read, row).await;
        if let Some(Company { id, name: Some(_) }) = &about.company {
            of_companies.entry(*id).or_default().push(event(row, &about.name));
        }
        events.push(for_provider(row, about));
    }
    provider.write(HOME).await?.commit_all(&events).await?;
    taken.found.clear();
    // Finished even if the request that has found them is cut off.
    let told = tokio::spawn(tell_companies(app.clone(), of_companies)).await;
    told.map_err(|error| Fault::internal(error.to_string()))
}

/// Tells the companies. The provider's log has all of it, so a company's log that takes nothing is not tried again: somebody
/// who can write to the database may have spoilt it.
async fn tell_companies(app: Arc<AppState>, events: BTreeMap<Uuid, Vec<Event>>) {
    for (company, events) in events {
        if let Err(fault) = tell(&app, company, &events).await {
            tracing::error!(%company, %fault, "the company's log does not tell of forged rows; the provider's log does");
        }
    }
}

async fn tell(app: &Arc<AppState>, company: Uuid, events: &[Event]) -> Result<(), Fault> {
    Request::system(app, company, JOB).write(HOME).await?.commit_all(events).await.map(drop)
}

fn event(row: &ForgedRow, name: &str) -> Event {
    let (table, id) = row;
    Event::new(acts::ROW_FORGED).outcome(Outcome::Noticed).on(table, id, name).with(acts::TABLE, *table)
}

fn for_provider(row: &ForgedRow, AboutRow { company, name }: AboutRow) -> Event {
    let event = event(row, &name);
    match company {
        Some(Company { id, name }) => {
            event.with(acts::COMPANY_ID, id.to_string()).personal(acts::COMPANY, name.unwrap_or_default())
        }
        None => event,
    }
}
