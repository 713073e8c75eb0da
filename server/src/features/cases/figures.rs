//! The figures of the desk, for its home page and its menu. The menu asks on every page, so it counts along indexes that have
//! nothing but what waits, and no further than a hundred.

use super::case::is_cooled;
use super::waiting::open;
use crate::base::clock::jst;
use crate::door::fault::Fault;
use crate::door::{MenuFigures, Read, Request, people};
use crate::storage::entity::account;
use crate::storage::entity::help_request::{self, Column as H};
use crate::storage::entity::support_case::{self, Column as C};
use app::cases::api::{DeskFigures, HANDLE};
use app::cases::feature::{ACCOUNTS, SCREEN};
use app::cases::states::CaseState;
use app::kit::messages::WAITS;
use app::page::MenuFigure;
use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

/// The menu says "99+" beyond it.
const MOST: u64 = 100;

pub static FIGURES: MenuFigures = MenuFigures { count: |request| Box::pin(menu(request)) };

/// What waits behind the entries of the menu.
async fn menu(request: &Request) -> Result<Vec<MenuFigure>, Fault> {
    if !request.signed_in()?.permissions.has(HANDLE) {
        return Ok(Vec::new());
    }
    let read = request.read(HANDLE).await?;
    let cases = read.across::<support_case::Entity>()?.filter(C::ClosedAt.is_null());
    let cases = counted(&read, cases.select_only().column(C::Id).limit(MOST).into_query()).await?;
    let asked = help_request::Entity::find().filter(H::DoneAt.is_null());
    let asked = counted(&read, asked.select_only().column(H::Id).limit(MOST).into_query()).await?;
    let (waiting, locked) = (cases + asked, locked(&read).await?);
    Ok(vec![
        MenuFigure { path: SCREEN.path, n: waiting, says: WAITS },
        MenuFigure { path: ACCOUNTS.path, n: locked, says: WAITS },
    ])
}

/// The number of locked accounts, up to a hundred.
async fn locked(read: &Read) -> Result<u64, Fault> {
    counted(read, people::locked().select_only().column(account::Column::Id).limit(MOST).into_query()).await
}

async fn counted(read: &Read, some: SelectStatement) -> Result<u64, Fault> {
    let count = Query::select().expr(Func::count(Expr::val(1))).from_subquery(some, "some").to_owned();
    let row = read.db().query_one(&count).await?;
    let n: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    Ok(n.unsigned_abs())
}

/// The figures of the desk. Cases count if they are genuine, whether or not they can go on.
pub async fn desk(request: &Request) -> Result<Option<DeskFigures>, Fault> {
    if !request.signed_in()?.permissions.has(HANDLE) {
        return Ok(None);
    }
    let (read, now) = (request.read(HANDLE).await?, request.app.clock.now());
    let open = open(&read, read.across::<support_case::Entity>()?).await?;
    let asked = read.all(help_request::Entity::find().filter(H::DoneAt.is_null())).await?;
    let due = open.going.iter().map(|case| case.due_at).chain(asked.iter().map(|asked| asked.due_at));
    let due: Vec<DateTime<Utc>> = due.collect();
    let ready = |case: &&support_case::Model| {
        case.is(CaseState::Consented) || (case.is(CaseState::Checked) && is_cooled(case, now))
    };
    Ok(Some(DeskFigures {
        cases: open.going.len() as u64 + open.barred,
        requests: asked.len() as u64,
        due_today: due.iter().filter(|at| (now..day_after(now)).contains(*at)).count() as u64,
        overdue: due.iter().filter(|at| **at < now).count() as u64,
        approvals: open.going.iter().filter(ready).count() as u64,
        locked: locked(&read).await?,
    }))
}

/// The end of the day in Japan.
fn day_after(now: DateTime<Utc>) -> DateTime<Utc> {
    let local = now.with_timezone(&jst());
    let since_midnight = local.time().signed_duration_since(chrono::NaiveTime::MIN);
    now - since_midnight + Duration::days(1)
}
