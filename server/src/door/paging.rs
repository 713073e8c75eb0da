//! Pages of a list by keyset: from the start, after a row, or before a row. Lists are sorted newest first, or soonest
//! due first.

use super::fault::Fault;
use app::error::AppError;
use app::kit::{ListCursor, Neighbours, ROWS, Total, is_row_choice};
use chrono::{DateTime, Datelike, Utc};
use sea_orm::sea_query::{Expr, Func, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use std::future::Future;
use uuid::Uuid;

/// The start of a page. The key is the one that the list is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PageStart<K> {
    /// With the newest row.
    Start,
    /// With the newest row older than this one.
    OlderThan(K),
    /// With the oldest row newer than this one, in reverse order.
    NewerThan(K),
}

impl<K> PageStart<K> {
    /// The same start with another key for its row.
    pub fn map<J>(self, key: impl FnOnce(K) -> J) -> PageStart<J> {
        match self {
            PageStart::Start => PageStart::Start,
            PageStart::OlderThan(than) => PageStart::OlderThan(key(than)),
            PageStart::NewerThan(than) => PageStart::NewerThan(key(than)),
        }
    }

    /// Reads the start from a request; `read` converts a cursor to a key. A cursor that it cannot read is a bad request.
    pub fn at(cursor: &ListCursor, read: impl Fn(&str) -> Result<K, Fault>) -> Result<PageStart<K>, Fault> {
        let read = |cursor: &str| read(cursor).map_err(|_| Fault::App(AppError::BadRequest("cursor")));
        match (cursor.after.as_str(), cursor.before.as_str()) {
            ("", "") => Ok(PageStart::Start),
            ("", before) => Ok(PageStart::NewerThan(read(before)?)),
            (after, _) => Ok(PageStart::OlderThan(read(after)?)),
        }
    }
}

impl<K: Into<sea_orm::Value>> PageStart<K> {
    /// Narrows a query to the rows from here on, in the order of this direction.
    pub fn narrow<E: EntityTrait>(self, query: Select<E>, key: E::Column) -> Select<E> {
        match self {
            PageStart::Start => query.order_by_desc(key),
            PageStart::OlderThan(than) => query.filter(key.lt(than)).order_by_desc(key),
            PageStart::NewerThan(than) => query.filter(key.gt(than)).order_by_asc(key),
        }
    }
}

/// The key of a list sorted by due time.
pub type Soonest = (DateTime<Utc>, Uuid);

impl PageStart<Soonest> {
    /// Narrows a query to the rows from here on, in the order of this direction.
    pub fn narrow_soonest<E: EntityTrait>(self, query: Select<E>, due: E::Column, id: E::Column) -> Select<E> {
        let same = |at: DateTime<Utc>, row| Condition::all().add(due.eq(at)).add(row);
        match self {
            PageStart::Start => query.order_by_asc(due).order_by_asc(id),
            PageStart::OlderThan((at, row)) => {
                let behind = Condition::any().add(due.gt(at)).add(same(at, id.gt(row)));
                query.filter(behind).order_by_asc(due).order_by_asc(id)
            }
            PageStart::NewerThan((at, row)) => {
                let before = Condition::any().add(due.lt(at)).add(same(at, id.lt(row)));
                query.filter(before).order_by_desc(due).order_by_desc(id)
            }
        }
    }

    /// Reads a cursor of such a list.
    pub fn read_soonest(cursor: &str) -> Result<Soonest, Fault> {
        let read = || {
            let (at, id) = cursor.split_once('.')?;
            let at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
            // Other years are dates in Rust but not in the database.
            (1..9999).contains(&at.year()).then_some((at, id.parse().ok()?))
        };
        read().ok_or(Fault::App(AppError::NotFound))
    }

    pub fn soonest_cursor(at: DateTime<Utc>, id: Uuid) -> String {
        format!("{}.{id}", at.timestamp_micros())
    }
}

/// One page of a list, and whether there are pages before and after it.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut<T> {
    pub rows: Vec<T>,
    previous: bool,
    next: bool,
}

impl<T> Cut<T> {
    /// The number of the first row, where it is known without a word from the address: 1 on the first page.
    pub fn first(&self) -> Option<u64> {
        (!self.previous).then_some(1)
    }

    /// The cursors of the neighbouring pages; `cursor` names a row.
    pub fn around(&self, cursor: impl Fn(&T) -> String) -> Neighbours {
        Neighbours {
            previous: self.rows.first().filter(|_| self.previous).map(&cursor),
            next: self.rows.last().filter(|_| self.next).map(&cursor),
        }
    }
}

/// The number of rows of a page that the reader chose. A number that cannot be chosen is a bad request, because links with
/// one come only from the console's own pages.
pub fn rows(cursor: &ListCursor) -> Result<u64, Fault> {
    if !is_row_choice(&cursor.rows) {
        return Err(Fault::App(AppError::BadRequest("rows")));
    }
    Ok(cursor.rows.parse().unwrap_or(cursor.at_most(ROWS[1])))
}

/// Counts what a list's filter finds, at most [`Total::MOST`]: `total(read.db(), read.of::<Entity>().filter(…))`. It takes
/// the same filter as the list, without the start of a page. Where a company has a running figure, use that instead. The
/// filter needs an index, because rows that it leaves out are not counted but are read.
pub async fn total<E: EntityTrait>(db: &impl ConnectionTrait, matches: Select<E>) -> Result<Total, Fault> {
    let some = matches.select_only().expr(Expr::val(1)).limit(Total::MOST + 1);
    total_of(db, some.into_query()).await
}

/// Counts the rows of a query that ends behind `Total::MOST + 1` of them by its own limit.
pub async fn total_of(db: &impl ConnectionTrait, limited: SelectStatement) -> Result<Total, Fault> {
    let count = Query::select().expr(Func::count(Expr::val(1))).from_subquery(limited, "some").to_owned();
    let row = db.query_one(&count).await?;
    let counted: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    Ok(Total::of_capped(counted.unsigned_abs()))
}

/// Reads a page of `size` rows. `fetch` reads at most the given number of rows from the given start, in its order.
/// Going back past the start gives the full first page.
pub async fn page<T, K, F>(
    begin: PageStart<K>,
    size: u64,
    fetch: impl Fn(PageStart<K>, u64) -> F,
) -> Result<Cut<T>, Fault>
where
    F: Future<Output = Result<Vec<T>, Fault>>,
{
    let most = usize::try_from(size).unwrap_or(usize::MAX);
    let (mut rows, back, at_start) = match begin {
        PageStart::NewerThan(_) => (fetch(begin, size + 1).await?, true, false),
        PageStart::OlderThan(_) => (fetch(begin, size + 1).await?, false, false),
        PageStart::Start => (Vec::new(), false, true),
    };
    if at_start || (back && rows.len() <= most) {
        rows = fetch(PageStart::Start, size + 1).await?;
        let next = rows.len() > most;
        rows.truncate(most);
        return Ok(Cut { rows, previous: false, next });
    }
    let more = rows.len() > most;
    rows.truncate(most);
    if back {
        rows.reverse();
    }
    Ok(Cut { rows, previous: !back || more, next: back || more })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of three rows out of 10 to 1.
    async fn three(begin: PageStart<u32>) -> (Vec<u32>, bool, bool) {
        let fetch = |begin, n: u64| async move {
            let n = usize::try_from(n).unwrap();
            Ok(match begin {
                PageStart::Start => (1..=10).rev().take(n).collect(),
                PageStart::OlderThan(key) => (1..key).rev().take(n).collect(),
                PageStart::NewerThan(key) => (key + 1..=10).take(n).collect(),
            })
        };
        let cut = page(begin, 3, fetch).await.unwrap();
        (cut.rows, cut.previous, cut.next)
    }

    #[tokio::test]
    async fn forth_and_back_again() {
        assert_eq!(three(PageStart::Start).await, (vec![10, 9, 8], false, true));
        assert_eq!(three(PageStart::OlderThan(8)).await, (vec![7, 6, 5], true, true));
        assert_eq!(three(PageStart::OlderThan(2)).await, (vec![1], true, false));
        assert_eq!(three(PageStart::OlderThan(4)).await, (vec![3, 2, 1], true, false));
        assert_eq!(three(PageStart::NewerThan(4)).await, (vec![7, 6, 5], true, true));
        assert_eq!(three(PageStart::NewerThan(7)).await, (vec![10, 9, 8], false, true));
        assert_eq!(three(PageStart::NewerThan(9)).await, (vec![10, 9, 8], false, true), "the first page is whole");
    }
}
