//! What the home page says about the company's service profile: a change that waits, and one that was decided lately.

use super::show::title;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Person, Read};
use crate::profile;
use crate::storage::entity::profile_change::{self, Column as C, Model};
use app::kit::Todo;
use app::security::api::VIEW;
use app::security::messages as m;
use app::text::Words;
use chrono::Duration;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

/// How long a decision is told.
const TOLD: Duration = Duration::days(7);

/// The newest changes that the person may see, at most this many.
const SHOWN: u64 = 3;

pub async fn waiting(read: &Read, me: &Person) -> Result<Vec<Todo>, Fault> {
    if !me.permissions.has(VIEW) {
        return Ok(Vec::new());
    }
    let lately = C::ClosedAt.gt(read.app().clock.now() - TOLD);
    let there = Condition::any().add(C::ClosedAt.is_null()).add(lately);
    let rows = read.of::<profile_change::Entity>().filter(there).order_by_desc(C::Id).limit(SHOWN);
    let mut todo = Vec::new();
    for mut row in read.all(rows).await? {
        let genuine = guarded::take(read, &mut row).await?;
        todo.push(told(&row, genuine));
    }
    Ok(todo)
}

/// A forged change says nothing as fact.
fn told(row: &Model, genuine: bool) -> Todo {
    let text = match (row.closed_at, row.approved_at) {
        _ if !genuine => m::TODO_ALTERED,
        (None, _) => m::TODO_WAITS,
        (Some(_), Some(_)) => m::TODO_CHANGED,
        (Some(_), None) => m::TODO_GIVEN_UP,
    };
    let wanted = title(profile::built_in(&row.wanted));
    let ja = text.with(&[("title", &wanted.ja)]).ja;
    let en = text.with(&[("title", &wanted.en)]).en;
    Todo::new("gauge", Words { ja, en }, "/security#h-changes")
}
