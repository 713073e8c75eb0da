//! Writes again the search words of names that are not there: rows of words are not signed, and somebody who can write to the
//! database can take them away. Each block is committed with its entry.

use crate::base::is_nameless;
use crate::door::Request;
use crate::door::fault::Fault;
use crate::door::people::words::{self, Lacking};
use crate::log::event::Event;
use crate::seal::keys::PROVIDER;
use crate::state::AppState;
use app::support::acts;
use app::support::api::TENANTS;
use std::sync::Arc;
use uuid::Uuid;

pub async fn mend(app: &Arc<AppState>) -> Result<(), Fault> {
    let request = Request::system(app, PROVIDER, "index");
    let read = request.read(TENANTS).await?;
    let mut behind = Uuid::nil();
    loop {
        let Lacking { mut people, last } = words::lacking(&read, behind).await?;
        let Some(last) = last else { return Ok(()) };
        behind = last;
        people.retain(|person| !is_nameless(&person.name));
        if people.is_empty() {
            continue;
        }
        let tx = request.write(TENANTS).await?;
        for person in &people {
            words::store(&tx, person).await?;
        }
        tx.commit(Event::new(acts::INDEX_NAMES).with(acts::NAMES, people.len())).await?;
    }
}
