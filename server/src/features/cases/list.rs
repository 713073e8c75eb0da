//! The queue of cases: open ones soonest due first, all of them newest first.

use super::show::row;
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::{Read, Request, read_id, staff_views};
use crate::storage::entity::support_case::{self, Column as C, Entity, Model};
use app::cases::api::{CaseFilter, CaseList, CaseRow, HANDLE, With};
use app::kit::ListCursor;
use sea_orm::{ColumnTrait, QueryFilter, Select};
use uuid::Uuid;

const PAGE: u64 = 50;

/// A page of the queue.
pub async fn list(request: &Request, filter: &CaseFilter, cursor: &ListCursor) -> Result<CaseList, Fault> {
    let read = request.read(HANDLE).await?;
    let cases = narrowed(request, &read, filter)?;
    let (found, around) = if filter.is_queue() {
        let fetch = |begin: PageStart<_>, n| {
            let (read, query) = (&read, begin.narrow_soonest(cases.clone(), C::DueAt, C::Id));
            async move { read.first(query, n).await }
        };
        let found = paging::page(PageStart::at(cursor, PageStart::read_soonest)?, cursor.at_most(PAGE), fetch).await?;
        let around = found.around(|case: &Model| PageStart::soonest_cursor(case.due_at, case.id));
        (found, around)
    } else {
        let fetch = |begin, n| newest(&read, &cases, begin, n);
        let found = paging::page(PageStart::at(cursor, read_id)?, cursor.at_most(PAGE), fetch).await?;
        let around = found.around(|case: &Model| case.id.to_string());
        (found, around)
    };
    Ok(CaseList { rows: rows(request, &read, &found.rows).await?, around })
}

/// Cases newest first, from a place in the list on.
pub async fn newest(read: &Read, cases: &Select<Entity>, begin: PageStart<Uuid>, n: u64) -> Result<Vec<Model>, Fault> {
    read.first(PageStart::narrow(begin, cases.clone(), C::Id), n).await
}

/// The cases of all companies that a filter leaves. Who asks for a number means one case, whatever else is chosen.
pub fn narrowed(request: &Request, read: &Read, filter: &CaseFilter) -> Result<Select<Entity>, Fault> {
    let mut cases = read.across::<Entity>()?;
    if let Some(number) = filter.number {
        return Ok(cases.filter(C::Number.eq(number)));
    }
    if filter.open {
        cases = cases.filter(C::ClosedAt.is_null());
    }
    if let Some(state) = filter.state {
        cases = cases.filter(support_case::in_state(state));
    }
    Ok(match filter.with {
        Some(With::Me) => cases.filter(C::AssignedTo.eq(request.signed_in()?.account.id)),
        Some(With::Nobody) => cases.filter(C::AssignedTo.is_null()),
        None => cases,
    })
}

/// Cases with the names of people, which is an entry in the log of each company (MS-18).
pub async fn rows(request: &Request, read: &Read, cases: &[Model]) -> Result<Vec<CaseRow>, Fault> {
    staff_views::log_views(request, cases.iter().map(|case| case.tenant_id)).await?;
    let me = request.signed_in()?.account.id;
    let mut rows = Vec::with_capacity(cases.len());
    for case in cases {
        rows.push(row(read, &mut case.clone(), me, request.app.clock.now()).await?);
    }
    Ok(rows)
}
