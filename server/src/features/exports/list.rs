//! Exports for the pages: the list, and one with all details.

use super::columns::ExportColumns;
use super::found::{self, FoundExport};
use super::scope;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::people;
use crate::door::{Read, Request, read_id};
use crate::features::operation_logs::{self, Object};
use crate::outbox::recipients;
use crate::storage::entity::account;
use crate::storage::entity::export::{self, Column as C};
use app::error::AppError;
use app::exports::acts;
use app::exports::api::{
    Download, Downloaded, ExportDetail, ExportList, ExportRow, ExportState, ListedExport, ShownExport, VIEW,
};
use app::exports::columns::Headings;
use app::exports::failure::ExportFailure;
use app::kit::ListCursor;
use app::operation_logs::api::LogRow;
use sea_orm::{ColumnTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

const PAGE: u64 = 20;
/// Downloads shown with an export; the operation log has all of them.
const DOWNLOADS: u64 = 50;

/// The names of the owners, for a person who may not create exports.
pub async fn owners(request: &Request) -> Result<Vec<String>, Fault> {
    let read = request.read(VIEW).await?;
    let owners = recipients::owners(&read, read.tenant()).await?;
    Ok(owners.into_iter().map(|owner| owner.name).collect())
}

/// A page of the list, and the number of all exports.
pub async fn list(request: &Request, cursor: &ListCursor) -> Result<ExportList, Fault> {
    let read = request.read(VIEW).await?;
    let fetch = |begin, n| {
        let (read, query) = (&read, PageStart::narrow(begin, read.of::<export::Entity>(), C::Id));
        async move { found::first(read, query, n).await }
    };
    let page = paging::page(PageStart::at(cursor, read_id)?, cursor.at_most(PAGE), fetch).await?;
    let (around, first) = (page.around(|found| found.id().to_string()), page.first());
    let names = names(&read, &page.rows).await?;
    let rows = page.rows.into_iter().map(|found| match found {
        FoundExport::Whole(export, state) => ListedExport::Whole(row(&export, state, &names)),
        FoundExport::Altered(_, altered) => ListedExport::Altered(altered),
    });
    let total = paging::total(read.db(), read.of::<export::Entity>()).await?;
    Ok(ExportList { rows: rows.collect(), around, total, first })
}

/// One export.
pub async fn detail(request: &Request, id: &str) -> Result<ShownExport, Fault> {
    let read = request.read(VIEW).await?;
    let found = found::one(&read, read.of::<export::Entity>().filter(C::Id.eq(read_id(id)?))).await?;
    let found = found.ok_or(AppError::NotFound)?;
    let names = names(&read, std::slice::from_ref(&found)).await?;
    match found {
        FoundExport::Whole(export, state) => {
            let row = row(&export, state, &names);
            let may_see_log = request.signed_in()?.permissions.has(app::operation_logs::api::VIEW);
            whole(&read, *export, row, may_see_log).await.map(|detail| ShownExport::Whole(Box::new(detail)))
        }
        FoundExport::Altered(_, altered) => Ok(ShownExport::Altered(altered)),
    }
}

async fn whole(read: &Read, export: export::Model, row: ExportRow, may_see_log: bool) -> Result<ExportDetail, Fault> {
    let keys = read.keys().await?;
    let columns = ExportColumns::from_stored(&export.columns);
    let headings = columns.as_ref().map_or(Headings::Keys, ExportColumns::headings);
    let columns = columns.map(|c| c.codes().to_vec()).unwrap_or_default();
    let asked = read.opened(scope::open(&keys, &export));
    let unreadable = export.rows_unreadable.unsigned_abs();
    let object = Object { kind: "export", id: &row.id };
    let seen = operation_logs::about(read, acts::DOWNLOAD, object, DOWNLOADS).await?;
    Ok(ExportDetail {
        row,
        columns: columns.into_iter().map(ToOwned::to_owned).collect(),
        headings,
        unreadable,
        asked: asked.map(|asked| (asked.filter, asked.purpose)),
        downloads: seen.into_iter().map(download).collect(),
        bytes: export.bytes_done.unsigned_abs(),
        finished: export.finished_at.map(when),
        expires: export.expires_at.map(when),
        failure: export.failure.as_deref().map(|code| ExportFailure::from_code(code).text().into()),
        sha256: export.sha256.unwrap_or_default(),
        may_see_log,
    })
}

async fn names(read: &Read, found: &[FoundExport]) -> Result<HashMap<Uuid, String>, Fault> {
    let ids = found.iter().filter_map(|found| match found {
        FoundExport::Whole(export, _) => Some(export.account_id),
        FoundExport::Altered(..) => None,
    });
    let accounts = people::all(read, read.of::<account::Entity>().filter(account::Column::Id.is_in(ids))).await?;
    Ok(accounts.into_iter().map(|a| (a.id, a.name)).collect())
}

fn row(export: &export::Model, state: ExportState, names: &HashMap<Uuid, String>) -> ExportRow {
    ExportRow {
        id: export.id.to_string(),
        file_name: export.file_name.clone(),
        state,
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
