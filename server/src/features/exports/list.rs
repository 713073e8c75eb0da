//! Exports for the pages: the list, and one with all details.

use super::columns::ExportColumns;
use super::scope;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::people;
use crate::door::{Read, Request, read_id};
use crate::features::operation_logs::{self, Object};
use crate::storage::entity::account;
use crate::storage::entity::export::{self, Column as C};
use app::end_users::api::EndUserFilter;
use app::exports::acts;
use app::exports::api::{CREATE, Download, Downloaded, ExportDetail, ExportList, ExportRow, ExportState, VIEW};
use app::exports::failure::ExportFailure;
use app::kit::ListCursor;
use app::operation_logs::api::LogRow;
use sea_orm::{ColumnTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

const PAGE: u64 = 20;
/// Downloads shown with an export; the operation log has all of them.
const DOWNLOADS: u64 = 50;

/// A page of the list and, on request, the number of rows that a filter matches.
pub async fn list(request: &Request, cursor: &ListCursor, count: Option<EndUserFilter>) -> Result<ExportList, Fault> {
    let read = request.read(VIEW).await?;
    let fetch = |begin, n| {
        let (read, query) = (&read, PageStart::narrow(begin, read.of::<export::Entity>(), C::Id));
        async move { read.first(query, n).await }
    };
    let page = paging::page(PageStart::at(cursor, read_id)?, PAGE, fetch).await?;
    let (around, rows) = (page.around(|row| row.id.to_string()), page.rows);
    let names = names(&read, &rows).await?;
    let matching = match count {
        Some(filter) => Some(matching(request, &filter).await?),
        None => None,
    };
    Ok(ExportList { rows: rows.iter().map(|r| row(r, &names)).collect(), around, matching })
}

async fn matching(request: &Request, filter: &EndUserFilter) -> Result<u64, Fault> {
    let read = request.read(CREATE).await?;
    let keys = read.keys().await?;
    Ok(scope::count(read.db(), &keys, read.of(), read.tenant(), filter).await?.unsigned_abs())
}

/// One export.
pub async fn detail(request: &Request, id: &str) -> Result<ExportDetail, Fault> {
    let id = read_id(id)?;
    let read = request.read(VIEW).await?;
    let export = read.one(read.of::<export::Entity>().filter(C::Id.eq(id))).await?.shown()?;
    let names = names(&read, std::slice::from_ref(&export)).await?;
    let keys = read.keys().await?;
    let columns = ExportColumns::from_stored(&export.columns).map(|c| c.codes().to_vec()).unwrap_or_default();
    let asked = read.opened(scope::open(&keys, &export));
    let unreadable = export.rows_unreadable.unsigned_abs();
    let seen =
        operation_logs::about(&read, acts::DOWNLOAD, Object { kind: "export", id: &id.to_string() }, DOWNLOADS).await?;
    Ok(ExportDetail {
        row: row(&export, &names),
        columns: columns.into_iter().map(ToOwned::to_owned).collect(),
        unreadable,
        asked: asked.map(|asked| (asked.filter, asked.purpose)),
        downloads: seen.into_iter().map(download).collect(),
        bytes: export.bytes_done.unsigned_abs(),
        finished: export.finished_at.map(when),
        expires: export.expires_at.map(when),
        failure: export.failure.as_deref().map(|code| ExportFailure::from_code(code).text().into()),
        sha256: export.sha256.unwrap_or_default(),
    })
}

async fn names(read: &Read, rows: &[export::Model]) -> Result<HashMap<Uuid, String>, Fault> {
    let ids = rows.iter().map(|r| r.account_id);
    let accounts = people::all(read, read.of::<account::Entity>().filter(account::Column::Id.is_in(ids))).await?;
    Ok(accounts.into_iter().map(|a| (a.id, a.name)).collect())
}

fn row(export: &export::Model, names: &HashMap<Uuid, String>) -> ExportRow {
    ExportRow {
        id: export.id.to_string(),
        file_name: export.file_name.clone(),
        state: ExportState::from_code(&export.state).unwrap_or(ExportState::Failed),
        rows_done: export.rows_done.unsigned_abs(),
        rows_total: export.rows_total.unsigned_abs(),
        requested: when(export.requested_at),
        requested_by: names.get(&export.account_id).cloned().unwrap_or_default(),
    }
}

fn download(row: LogRow) -> Download {
    let fact = |name: &str| row.facts.iter().find(|fact| fact.key == name).map(|fact| fact.code.as_str());
    let what = match (fact("what"), fact("range")) {
        (Some("manifest"), _) => Downloaded::Manifest,
        (_, Some(_)) => Downloaded::PartOfFile,
        _ => Downloaded::File,
    };
    Download { what, at: row.at, who: row.actor, ip: row.ip }
}
