//! Logs what staff see of people without a company's consent. Contract, contacts and account states are the provider's
//! own records (MS-18). If such a page shows a person's name, address or telephone number, the company's log still gets
//! an entry before it is shown: one per hour and member of staff, however many pages they open. A look at one thing, such as an
//! inquiry, has an entry that names it.

use super::company;
use super::fault::Fault;
use super::request::Request;
use super::write::Write;
use crate::log::event::Event;
use crate::storage::entity::operation_log::{self, Column as C};
use crate::storage::rows;
use app::staff::acts;
use app::support::api::TENANTS;
use chrono::Duration;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, Select};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The time that one entry covers.
const LASTS: Duration = Duration::hours(1);

/// Logs that a member of staff is about to see the people of a company that a stored row names.
pub async fn log_view(request: &Request, company: Uuid) -> Result<(), Fault> {
    let see = Event::new(acts::SEE).on("tenant", company, "");
    let Some(tx) = unlogged(request, company, &see).await? else { return Ok(()) };
    let found = company::stored(&tx, company).await?;
    // The log of a company whose row is forged or gone still takes the entry.
    let name = found.or_none().map_or_else(|| company.to_string(), |found| found.name);
    tx.commit(see.on("tenant", company, &name)).await.map(drop)
}

/// Logs that a member of staff is about to see one thing of a company, which the entry names.
pub async fn log_look(request: &Request, company: Uuid, see: Event) -> Result<(), Fault> {
    let Some(tx) = unlogged(request, company, &see).await? else { return Ok(()) };
    tx.commit(see).await.map(drop)
}

/// The transaction for an entry that is not there yet.
async fn unlogged(request: &Request, company: Uuid, see: &Event) -> Result<Option<Write>, Fault> {
    let read = request.read_as_staff(TENANTS, company).await?;
    if is_logged(request, read.of(), read.db(), see).await? {
        return Ok(None);
    }
    let tx = request.write_as_staff(TENANTS, company).await?;
    // If two pages are opened at once, only one writes the entry.
    let there = is_logged(request, tx.of(), tx.db(), see).await?;
    Ok((!there).then_some(tx))
}

/// Writes the entries about a list with people of several companies.
pub async fn log_views(request: &Request, companies: impl Iterator<Item = Uuid>) -> Result<(), Fault> {
    for company in companies.collect::<BTreeSet<_>>() {
        log_view(request, company).await?;
    }
    Ok(())
}

async fn is_logged(
    request: &Request,
    log: Select<operation_log::Entity>,
    db: &impl ConnectionTrait,
    see: &Event,
) -> Result<bool, Fault> {
    let (me, since) = (request.signed_in()?.account.id, request.app.clock.now() - LASTS);
    let same = log.filter(C::Action.eq(see.act.code())).filter(C::ObjectId.eq(see.object_id.as_str()));
    let own = same.filter(C::ActorId.eq(me)).filter(C::At.gt(since));
    Ok(rows::is_any(db, own).await?)
}
