//! Running exports, for the home page.

use super::export::OPEN;
use crate::door::fault::Fault;
use crate::door::{Person, Read};
use crate::storage::entity::export::{self, Column as C};
use app::exports::api::VIEW;
use app::exports::messages as m;
use app::kit::{Todo, count};
use sea_orm::{QueryFilter, QueryOrder, QuerySelect};

/// The number of exports shown.
const SHOWN: u64 = 5;

pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(VIEW) {
        return Ok(Vec::new());
    }
    let rows = read.of::<export::Entity>().filter(export::in_any(&OPEN)).order_by_desc(C::Id).limit(SHOWN);
    Ok(read.all(rows).await?.iter().map(line).collect())
}

fn line(export: &export::Model) -> Todo {
    let (done, total) = (count(export.rows_done.unsigned_abs()), count(export.rows_total.unsigned_abs()));
    let far = m::TODO_ROWS.with(&[("name", &export.file_name), ("done", &done), ("total", &total)]);
    Todo::new("file-down", m::TODO_RUNNING, format!("/exports/{}", export.id)).in_progress(far).link(m::TODO_OPEN)
}
