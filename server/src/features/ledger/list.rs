//! The ledger, page by page.

use super::rows::{page, rows};
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::{Request, read_id};
use crate::storage::entity::account::Entity;
use app::kit::ListCursor;
use app::ledger::api::Ledger;
use app::members::api::VIEW;

/// A row with all its permissions is long.
const PAGE: u64 = 25;

pub async fn list(request: &Request, cursor: &ListCursor) -> Result<Ledger, Fault> {
    let read = request.read(VIEW).await?;
    let found =
        paging::page(PageStart::at(cursor, read_id)?, cursor.at_most(PAGE), |begin, n| page(&read, begin, n)).await?;
    let around = found.around(|account| account.id.to_string());
    let count = paging::total(read.db(), read.of::<Entity>()).await?;
    Ok(Ledger { rows: rows(&read, request.signed_in()?, found.rows).await?, around, count })
}
