//! The entries that a filter finds: a page of them, and their number.

use super::filter::LogQuery;
use super::rows::{SealedDetails, details, lines, row};
use crate::door::Read;
use crate::door::fault::Fault;
use crate::door::paging::{self, Cut, PageStart};
use crate::storage::entity::operation_log::{self, Column as C};
use app::error::AppError;
use app::kit::{ListCursor, Total};
use app::operation_logs::api::LogRow;
use sea_orm::{ColumnTrait, QueryFilter};
use std::collections::HashMap;

/// The number of entries of a page.
const PAGE: u64 = 50;

impl LogQuery {
    /// A page of the entries. A filter with refused fields selects none.
    pub async fn page(&self, read: &Read, cursor: &ListCursor) -> Result<Cut<LogRow>, Fault> {
        let most = |n| if self.refused.is_empty() { n } else { 0 };
        let seq = |cursor: &str| cursor.parse::<i64>().map_err(|_| Fault::App(AppError::NotFound));
        paging::page(PageStart::at(cursor, seq)?, cursor.at_most(PAGE), |begin, n| self.rows(read, begin, most(n)))
            .await
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
        let seqs = if n == 0 { Vec::new() } else { search.nearest(read, self.entries(), begin, n).await? };
        let found = read.all(entries.filter(C::Seq.is_in(seqs.iter().copied()))).await?;
        let mut found: HashMap<i64, operation_log::Model> = found.into_iter().map(|line| (line.seq, line)).collect();
        let lines: Vec<_> = seqs.iter().filter_map(|seq| found.remove(seq)).collect();
        let personal = details(read, &lines).await?;
        Ok((lines, personal))
    }

    /// The number of entries. Very many are not counted to the end.
    pub async fn count(&self, read: &Read) -> Result<Total, Fault> {
        if !self.refused.is_empty() {
            return Ok(Total::Exactly(0));
        }
        let Some(search) = &self.search else {
            return paging::total(read.db(), self.narrow(read.of::<operation_log::Entity>())).await;
        };
        let found = search.nearest(read, self.entries(), PageStart::Start, Total::MOST + 1).await?;
        Ok(Total::of_capped(found.len() as u64))
    }
}
