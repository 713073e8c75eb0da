//! Writes the search words of names from before there were any, block by block. Each block is committed with its entry, so that a
//! start that was cut off goes on where it stopped. It needs no mark: a person with words is not read again.

use crate::door::fault::Fault;
use crate::door::people::words;
use crate::door::{Read, Request};
use crate::log::event::Event;
use app::support::acts;
use app::support::api::TENANTS;
use uuid::Uuid;

pub async fn run(request: &Request, read: &Read) -> Result<(), Fault> {
    let mut behind = Uuid::nil();
    loop {
        let found = words::without(read, behind).await?;
        let Some(last) = found.last() else { return Ok(()) };
        behind = last.id;
        let readable: Vec<_> = found.iter().filter(|person| !crate::base::is_nameless(&person.name)).collect();
        if readable.is_empty() {
            continue;
        }
        let tx = request.write(TENANTS).await?;
        for person in &readable {
            words::store(&tx, person).await?;
        }
        tx.commit(Event::new(acts::INDEX_NAMES).with(acts::NAMES, readable.len())).await?;
    }
}
