//! The entries that a filter finds: a page of them, and their number.

use super::filter::LogQuery;
use super::rows::{SealedDetails, details, lines, row};
use crate::door::Read;
use crate::door::fault::Fault;
use crate::door::paging::{self, Cut, PageStart};
use crate::storage::entity::operation_log::{self, Column as C};
use app::error::AppError;
use app::kit::ListCursor;
use app::operation_logs::api::{LogCount, LogRow};
use sea_orm::sea_query::{Expr, Func, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::HashMap;

/// Entries are counted up to this number.
const MOST: u64 = 10_000;
/// The number of entries of a page.
const PAGE: u64 = 50;

impl LogQuery {
    /// A page of the entries. A filter with refused fields selects none.
    pub async fn page(&self, read: &Read, cursor: &ListCursor) -> Result<Cut<LogRow>, Fault> {
        let most = |n| if self.refused.is_empty() { n } else { 0 };
        let seq = |cursor: &str| cursor.parse::<i64>().map_err(|_| Fault::App(AppError::NotFound));
        paging::page(PageStart::at(cursor, seq)?, PAGE, |begin, n| self.rows(read, begin, most(n))).await
    }

    /// The entries from the start of a page, in its order.
    pub async fn rows(&self, read: &Read, begin: PageStart<i64>, n: u64) -> Result<Vec<LogRow>, Fault> {
        let (lines, personal) = self.lines(read, begin, n).await?;
        let keys = read.keys().await?;
        Ok(lines.into_iter().map(|line| row(&keys, &personal, line)).collect())
    }

    /// The entries as they are stored, with their personal details.
    pub async fn lines(
        &self,
        read: &Read,
        begin: PageStart<i64>,
        n: u64,
    ) -> Result<(Vec<operation_log::Model>, SealedDetails), Fault> {
        let entries = read.of::<operation_log::Entity>();
        let Some(search) = &self.search else {
            return lines(read, begin.narrow(self.narrow(entries), C::Seq), n).await;
        };
        let seqs = if n == 0 { Vec::new() } else { search.nearest(read, &self.condition, begin, n).await? };
        let found = read.all(entries.filter(C::Seq.is_in(seqs.iter().copied()))).await?;
        let mut found: HashMap<i64, operation_log::Model> = found.into_iter().map(|line| (line.seq, line)).collect();
        let lines: Vec<_> = seqs.iter().filter_map(|seq| found.remove(seq)).collect();
        let personal = details(read, &lines).await?;
        Ok((lines, personal))
    }

    /// The number of entries. Very many are not counted to the end.
    pub async fn count(&self, read: &Read) -> Result<LogCount, Fault> {
        if !self.refused.is_empty() {
            return Ok(LogCount::default());
        }
        let n = match &self.search {
            Some(search) => search.nearest(read, &self.condition, PageStart::Start, MOST + 1).await?.len() as u64,
            None => self.counted(read).await?,
        };
        Ok(LogCount { n: n.min(MOST), or_more: n > MOST })
    }

    async fn counted(&self, read: &Read) -> Result<u64, Fault> {
        let some = self.narrow(read.of::<operation_log::Entity>()).select_only().column(C::Seq).limit(MOST + 1);
        let count = Query::select().expr(Func::count(Expr::val(1))).from_subquery(some.into_query(), "some").to_owned();
        let row = read.db().query_one(&count).await?;
        Ok(row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?.unwrap_or_default().unsigned_abs())
    }
}
