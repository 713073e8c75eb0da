//! Running exports, for the home page.

use super::export::OPEN;
use super::found::{self, FoundExport};
use crate::door::fault::Fault;
use crate::door::{Person, Read};
use crate::storage::entity::export::{self, Column as C};
use app::exports::api::{ExportState, VIEW};
use app::exports::messages as m;
use app::kit::{Todo, count};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{QueryFilter, QueryOrder, QuerySelect};

/// The states of an export whose file is gone.
const OVER: [ExportState; 3] = [ExportState::Failed, ExportState::Cancelled, ExportState::Expired];
/// The largest number of exports that are looked at. Fewer have a file at once.
const MOST: u64 = 200;
/// The number of exports shown.
const SHOWN: u64 = 5;

pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(VIEW) {
        return Ok(Vec::new());
    }
    let rows = read.of::<export::Entity>().filter(export::in_any(&OPEN)).order_by_desc(C::Id).limit(SHOWN);
    let running = read.all(rows).await?;
    Ok(altered(read).await?.into_iter().chain(running.iter().map(line)).collect())
}

/// Exports that somebody else than the program has written, among all that have a file, will have one, or have no state.
async fn altered(read: &Read) -> Result<Option<Todo>, Fault> {
    let rows = read.of::<export::Entity>().filter(export::in_any(&OVER).not()).order_by_desc(C::Id);
    let found = found::first(read, rows, MOST).await?;
    let mut altered = found.iter().filter(|found| matches!(found, FoundExport::Altered(..)));
    let Some(newest) = altered.next() else { return Ok(None) };
    let (n, page) = (altered.count() as u64 + 1, format!("/exports/{}", newest.id()));
    let page = if n == 1 { page.as_str() } else { "/exports" };
    Ok(Todo::altered("file-down", n, m::TODO_ALTERED, m::REMOVE, page))
}

fn line(export: &export::Model) -> Todo {
    let (done, total) = (count(export.rows_done.unsigned_abs()), count(export.rows_total.unsigned_abs()));
    let far = m::TODO_ROWS.with(&[("name", &export.file_name), ("done", &done), ("total", &total)]);
    Todo::new("file-down", m::TODO_RUNNING, format!("/exports/{}", export.id)).in_progress(far).link(m::TODO_OPEN)
}
