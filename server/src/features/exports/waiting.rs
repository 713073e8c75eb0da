//! Running exports, for the home page.

use super::export::{FORGED, KEPT, OPEN};
use super::found::{self, FoundExport};
use crate::base::clock;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Person, Read};
use crate::storage::entity::export::{self, Column as C};
use app::exports::api::{ExportState, VIEW};
use app::exports::messages as m;
use app::kit::{Todo, When, count};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder};

/// The states of an export whose file is gone.
const OVER: [ExportState; 3] = [ExportState::Failed, ExportState::Cancelled, ExportState::Expired];
/// The states of an export that had a file.
const MADE: [ExportState; 2] = [ExportState::Done, ExportState::Expired];
/// The largest number of exports that are looked at. Fewer have a file at once.
const MOST: u64 = 200;
/// The number of exports shown.
const SHOWN: usize = 5;

pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(VIEW) {
        return Ok(Vec::new());
    }
    let open = read.of::<export::Entity>().filter(export::in_any(&OPEN)).order_by_desc(C::Id);
    let open = found::first(read, open, MOST).await?.into_iter().filter_map(FoundExport::whole);
    let running = open.take(SHOWN).map(|(export, _)| line(&export));
    Ok(altered(read).await?.into_iter().chain(failed(read).await?).chain(running).collect())
}

/// The end of the newest export that had a file; `None` without any.
pub async fn last(read: &Read) -> Result<Option<When>, Fault> {
    let made = read.of::<export::Entity>().filter(export::in_any(&MADE)).order_by_desc(C::Id);
    let newest = found::first(read, made, 1).await?.into_iter().find_map(FoundExport::whole);
    Ok(newest.and_then(|(export, _)| export.finished_at).map(when))
}

/// Exports that somebody else than the program has written, among all that have a file, will have one, could still have one,
/// have no state, or were ended because they were forged.
async fn altered(read: &Read) -> Result<Option<Todo>, Fault> {
    let oldest = clock::first_id(read.app().clock.now() - KEPT);
    let looked_at = Condition::any().add(export::in_any(&OVER).not()).add(C::Id.gte(oldest));
    let looked_at = looked_at.add(C::Failure.eq(FORGED.code()));
    let rows = read.of::<export::Entity>().filter(looked_at).order_by_desc(C::Id);
    let found = found::first(read, rows, MOST).await?;
    let mut altered = found.iter().filter(|found| matches!(found, FoundExport::Altered(..)));
    let Some(newest) = altered.next() else { return Ok(None) };
    let (n, page) = (altered.count() as u64 + 1, format!("/exports/{}", newest.id()));
    let page = if n == 1 { page.as_str() } else { "/exports" };
    Ok(Todo::altered("file-down", n, m::TODO_ALTERED, m::REMOVE, page))
}

/// Exports that failed lately. The row of a forged one says nothing certain.
async fn failed(read: &Read) -> Result<Option<Todo>, Fault> {
    let since = clock::first_id(read.app().clock.now() - KEPT);
    let rows = read.of::<export::Entity>().filter(export::in_state(ExportState::Failed)).filter(C::Id.gte(since));
    let found = found::first(read, rows.order_by_desc(C::Id), MOST).await?;
    let failed: Vec<_> = found.into_iter().filter_map(FoundExport::whole).map(|(export, _)| export.id).collect();
    let page = match failed.as_slice() {
        [only] => format!("/exports/{only}"),
        _ => "/exports".to_owned(),
    };
    Ok(Todo::counted("file-down", failed.len() as u64, m::TODO_FAILED, &page))
}

fn line(export: &export::Model) -> Todo {
    let (done, total) = (count(export.rows_done.unsigned_abs()), count(export.rows_total.unsigned_abs()));
    let far = m::TODO_ROWS.with(&[("name", &export.file_name), ("done", &done), ("total", &total)]);
    Todo::new("file-down", m::TODO_RUNNING, format!("/exports/{}", export.id)).in_progress(far).link(m::TODO_OPEN)
}
