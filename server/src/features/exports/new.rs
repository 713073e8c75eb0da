//! What the form of a new export needs to know.

use super::columns::ExportColumns;
use super::found::{self, FoundExport};
use super::scope;
use crate::door::fault::Fault;
use crate::door::{Read, Request};
use crate::storage::entity::export::{self, Column as C};
use app::end_users::api::EndUserFilter;
use app::exports::api::{CREATE, NewExport};
use app::exports::messages as m;
use app::text::Words;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub async fn new(request: &Request, filter: Option<EndUserFilter>) -> Result<NewExport, Fault> {
    let read = request.read(CREATE).await?;
    let matching = match filter {
        Some(filter) => Some(matching(&read, &filter).await?),
        None => None,
    };
    Ok(NewExport { matching, chosen: chosen(&read, request.signed_in()?.account.id).await? })
}

/// Which end users a form would export, and how many, for the step-up page. `fields` are those of the form, as typed.
pub async fn selected(request: &Request, fields: &[(String, String)]) -> Result<Words, Fault> {
    let typed = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let filter = EndUserFilter { q: typed("q"), provider: typed("provider"), prefecture: typed("prefecture") };
    if !filter.refused().is_empty() {
        return Ok(m::SELECTED_UNKNOWN.into());
    }
    let n = matching(&request.read(CREATE).await?, &filter).await?;
    let text = if filter == EndUserFilter::default() { m::SELECTED_ALL } else { m::SELECTED_SOME };
    Ok(text.with(&[("n", &app::kit::count(n))]))
}

async fn matching(read: &Read, filter: &EndUserFilter) -> Result<u64, Fault> {
    let keys = read.keys().await?;
    Ok(scope::count(read.db(), &keys, read.of(), read.tenant(), filter).await?.unsigned_abs())
}

/// The columns of the person's newest export. A forged one says nothing of what they chose.
async fn chosen(read: &Read, account: Uuid) -> Result<Option<Vec<String>>, Fault> {
    let own = read.of::<export::Entity>().filter(C::AccountId.eq(account)).order_by_desc(C::Id);
    let newest = found::first(read, own, 1).await?.pop().and_then(FoundExport::whole);
    let columns = newest.and_then(|(row, _)| ExportColumns::from_stored(&row.columns));
    Ok(columns.map(|columns| columns.codes().iter().map(|code| (*code).to_owned()).collect()))
}
