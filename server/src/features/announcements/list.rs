//! The list for readers: unread announcements first, then newest first.

use super::search;
use super::visible::{self, ForReader, company, for_company, for_reader};
use crate::base::clock::jst;
use crate::door::fault::Fault;
use crate::door::guarded::{self, FoundRow};
use crate::door::paging::{self, PageStart, Soonest};
use crate::door::{Person, Read, Request, readable};
use crate::storage::entity::announcement::{Column as C, Entity, Model};
use app::announcements::api::{AnnouncementFilter, AnnouncementList, AnnouncementRow, VIEW};
use app::error::AppError;
use app::kit::ListCursor;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

/// The place of an announcement in the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct AnnouncementPlace {
    unread: bool,
    at: DateTime<Utc>,
    id: Uuid,
}

impl AnnouncementPlace {
    /// Reads a cursor: the part of the list, and the place in it.
    fn read(cursor: &str) -> Result<AnnouncementPlace, Fault> {
        let (part, place) = cursor.split_once('.').ok_or(AppError::NotFound)?;
        let (at, id) = PageStart::<Soonest>::read_soonest(place)?;
        match part {
            "unread" => Ok(AnnouncementPlace { unread: true, at, id }),
            "read" => Ok(AnnouncementPlace { unread: false, at, id }),
            _ => Err(AppError::NotFound.into()),
        }
    }

    fn cursor(self) -> String {
        let part = if self.unread { "unread" } else { "read" };
        format!("{part}.{}", PageStart::<Soonest>::soonest_cursor(self.at, self.id))
    }
}

/// A row of the list before its version is read; `None` instead of an announcement that is forged.
struct ListedHead {
    place: AnnouncementPlace,
    head: Option<Model>,
}

/// The rows of the list, and the two parts of it.
struct AllParts {
    matches: Select<Entity>,
    unread: Condition,
    /// True if the list has nothing but unread announcements.
    only_unread: bool,
}

pub async fn list(
    request: &Request,
    filter: &AnnouncementFilter,
    cursor: &ListCursor,
) -> Result<AnnouncementList, Fault> {
    let read = request.read(VIEW).await?;
    let me = request.signed_in()?;
    let parts = AllParts::new(&read, me, filter)?;
    let (begin, size) = (PageStart::at(cursor, AnnouncementPlace::read)?, paging::rows(cursor)?);
    let fetch = |begin, n| parts.fetch(&read, begin, n);
    let found = paging::page(begin, size, fetch).await?;
    let (first, around) = (found.first(), found.around(|row: &ListedHead| row.place.cursor()));
    let heads = found.rows.into_iter().filter_map(|row| row.head).collect();
    Ok(AnnouncementList {
        rows: for_reader(&read, me, heads).await?.iter().map(ForReader::row).collect(),
        around,
        first,
        total: paging::total(read.db(), parts.all()).await?,
        years: years(&read, me).await?,
    })
}

impl AllParts {
    fn new(read: &Read, me: &Person, filter: &AnnouncementFilter) -> Result<AllParts, Fault> {
        let mut matches = for_company(company(me)?);
        if let Some(kind) = filter.kind {
            matches = matches.filter(C::Kind.eq(kind.code()));
        }
        if let Some(year) = filter.year {
            let (from, to) = (new_year(year)?, new_year(year + 1)?);
            matches = matches.filter(C::PublishedAt.gte(from)).filter(C::PublishedAt.lt(to));
        }
        let matches = search::narrow(read.db(), matches, &filter.words);
        let unread = visible::unread(me, read.app().clock.now());
        Ok(AllParts { matches, unread, only_unread: filter.unread })
    }

    /// All that the filter finds.
    fn all(&self) -> Select<Entity> {
        if self.only_unread { self.part(true) } else { self.matches.clone() }
    }

    fn part(&self, unread: bool) -> Select<Entity> {
        let condition = if unread { self.unread.clone() } else { self.unread.clone().not() };
        self.matches.clone().filter(condition)
    }

    /// Reads rows from a place on. The read part follows the unread one.
    async fn fetch(&self, read: &Read, begin: PageStart<AnnouncementPlace>, n: u64) -> Result<Vec<ListedHead>, Fault> {
        let (first, then) = match begin {
            PageStart::Start => ((true, begin), Some((false, PageStart::Start))),
            PageStart::OlderThan(place) if place.unread => ((true, begin), Some((false, PageStart::Start))),
            PageStart::NewerThan(place) if !place.unread => ((false, begin), Some((true, PageStart::NewerThan(END)))),
            PageStart::OlderThan(place) | PageStart::NewerThan(place) => ((place.unread, begin), None),
        };
        let mut rows = Vec::new();
        for (unread, begin) in std::iter::once(first).chain(then) {
            let left = n.saturating_sub(rows.len() as u64);
            if left > 0 && (unread || !self.only_unread) {
                rows.extend(heads(read, narrow(self.part(unread), begin), unread, left).await?);
            }
        }
        Ok(rows)
    }
}

/// The place behind the last announcement of a part.
const END: AnnouncementPlace = AnnouncementPlace { unread: true, at: DateTime::UNIX_EPOCH, id: Uuid::nil() };

/// Narrows a part of the list to the rows from a place on, in the order of this direction.
fn narrow(query: Select<Entity>, begin: PageStart<AnnouncementPlace>) -> Select<Entity> {
    let same = |at: DateTime<Utc>, row| Condition::all().add(C::PublishedAt.eq(at)).add(row);
    match begin {
        PageStart::Start => newest_first(query),
        PageStart::OlderThan(AnnouncementPlace { at, id, .. }) => {
            let behind = Condition::any().add(C::PublishedAt.lt(at)).add(same(at, C::Id.lt(id)));
            newest_first(query.filter(behind))
        }
        PageStart::NewerThan(AnnouncementPlace { at, id, .. }) => {
            let before = Condition::any().add(C::PublishedAt.gt(at)).add(same(at, C::Id.gt(id)));
            query.filter(before).order_by_asc(C::PublishedAt).order_by_asc(C::Id)
        }
    }
}

fn newest_first(query: Select<Entity>) -> Select<Entity> {
    query.order_by_desc(C::PublishedAt).order_by_desc(C::Id)
}

/// The first rows of a query. A forged announcement keeps its place, so that it hides no page behind it.
async fn heads(read: &Read, query: Select<Entity>, unread: bool, n: u64) -> Result<Vec<ListedHead>, Fault> {
    let found = guarded::find_first::<Model>(read, query, n).await?;
    let place = |row: &Model| AnnouncementPlace { unread, at: row.published_at.unwrap_or(row.created_at), id: row.id };
    let one = |found: FoundRow<Model>| match found {
        FoundRow::Genuine(row) => Some(ListedHead { place: place(&row), head: Some(row) }),
        FoundRow::Altered(_, row) => Some(ListedHead { place: place(&row?), head: None }),
    };
    Ok(found.into_iter().filter_map(one).collect())
}

/// The newest announcements, whether or not they are read.
pub async fn newest(read: &Read, me: &Person, n: u64) -> Result<Vec<ForReader>, Fault> {
    let found = heads(read, newest_first(for_company(company(me)?)), false, n).await?;
    for_reader(read, me, found.into_iter().filter_map(|row| row.head).collect()).await
}

/// The newest announcements for the home page.
pub async fn latest(read: &Read, me: &Person, n: u64) -> Result<Vec<AnnouncementRow>, Fault> {
    if !me.permissions.has(VIEW) {
        return Ok(Vec::new());
    }
    Ok(newest(read, me, n).await?.iter().map(ForReader::row).collect())
}

/// The first moment of a year in Japan.
fn new_year(year: i32) -> Result<DateTime<Utc>, Fault> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).map(|day| day.and_time(NaiveTime::MIN));
    let first = first.and_then(|first| first.and_local_timezone(jst()).single());
    first.map(|first| first.to_utc()).ok_or(Fault::App(AppError::BadRequest("year")))
}

/// The years since the first announcement, newest first.
async fn years(read: &Read, me: &Person) -> Result<Vec<String>, Fault> {
    let first = for_company(company(me)?).filter(C::PublishedAt.is_not_null()).order_by_asc(C::PublishedAt).limit(1);
    let first: Vec<DateTime<Utc>> = readable::columns(read.db(), first.select_only().column(C::PublishedAt)).await?;
    let year = |at: DateTime<Utc>| at.with_timezone(&jst()).year();
    let last = year(read.app().clock.now());
    // Before 2000 there were none. A forged time would make the choice endless.
    let years = first.first().map(|at| year(*at).max(2000)..=last);
    Ok(years.into_iter().flatten().rev().map(|year| year.to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_names_the_part_of_the_list_and_the_place() {
        let at = DateTime::UNIX_EPOCH + chrono::Duration::days(20_000);
        for unread in [true, false] {
            let place = AnnouncementPlace { unread, at, id: Uuid::from_u128(7) };
            assert_eq!(AnnouncementPlace::read(&place.cursor()).unwrap(), place);
        }
        for bad in ["", "unread", "unread.1", "new.1.2", "read.x.00000000-0000-0000-0000-000000000007"] {
            assert!(AnnouncementPlace::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_year_begins_at_midnight_in_japan() {
        let at = new_year(2026).unwrap();
        assert_eq!(at, "2025-12-31T15:00:00Z".parse::<DateTime<Utc>>().unwrap());
    }
}
