//! Rows that somebody else than the program has written: they open nothing, and here it is told. Each is told once, as an
//! error in the program's log and as an entry in the provider's. Strangers cannot cause one: it takes a row that is there.

use crate::door::Request;
use crate::fault::Fault;
use crate::log::event::{Action, Event};
use crate::seal::keys::PROVIDER;
use crate::state::App;
use app::permission::Permission;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// So many are told between two starts; after them everybody knows.
const MOST: usize = 1000;

/// See the module.
#[derive(Clone, Default)]
pub struct Alarms(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    told: HashSet<(&'static str, String, Vec<u8>)>,
    waiting: Vec<(&'static str, String)>,
}

impl Alarms {
    /// A row of a table is not as the program left it. The entry waits until nobody writes: whoever finds such a row may be
    /// in the middle of a transaction. `as_found` tells one change of a row from the next.
    pub fn raise(&self, table: &'static str, row: String, as_found: &[u8]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.told.len() < MOST && state.told.insert((table, row.clone(), as_found.to_vec())) {
            tracing::error!(table, row, "a row was written by somebody else than this program; it opens nothing");
            state.waiting.push((table, row));
        }
    }

    fn take(&self) -> Vec<(&'static str, String)> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).waiting)
    }
}

/// Writes what was found to the provider's operation log.
pub async fn write_down(app: &Arc<App>) -> Result<(), Fault> {
    let found = app.alarms.take();
    if found.is_empty() {
        return Ok(());
    }
    let event =
        |(table, row): &(&'static str, String)| Event::new(Action::RowForged).on(table, row, "").with("table", *table);
    let events: Vec<Event> = found.iter().map(event).collect();
    let written = async {
        let tx = Request::system(app, PROVIDER, "alarm").write(Permission::SupportHome).await?;
        tx.commit_all(&events).await
    };
    if let Err(fault) = written.await {
        app.alarms.0.lock().unwrap_or_else(PoisonError::into_inner).waiting.extend(found);
        return Err(fault);
    }
    Ok(())
}
