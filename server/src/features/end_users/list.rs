//! The list of end users: newest first, by keyset. It shows names, and masks addresses here rather than in the page.

use super::csv::Reason;
use super::cursor::{self, ListPlace};
use super::end_user as stored;
use super::search::{Match, Search};
use crate::base::fold;
use crate::base::when::{self, when};
use crate::door::fault::Fault;
use crate::door::paging::{self, Cut, PageStart};
use crate::door::{Read, Request, company};
use crate::seal::keys::TenantKeys;
use crate::state::AppState;
use crate::storage::entity::{end_user_import, end_user_import_refusal};
use app::end_users::api::{EndUserFilter, EndUserList, EndUserRow, ImportSummary, VIEW};
use app::end_users::choices;
use app::kit::{ListCursor, Neighbours, Total, When, mask_email};
use app::text::Words;
use chrono::DateTime;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The number of refused rows of the last import that are shown.
const REFUSALS: u64 = 50;

/// A page of the list.
pub async fn list(request: &Request, filter: &EndUserFilter, cursor: &ListCursor) -> Result<EndUserList, Fault> {
    let read = request.read(VIEW).await?;
    list_in(&request.app, &read, filter, cursor).await
}

/// A page of the list of the company in `read`.
pub async fn list_in(
    app: &AppState,
    read: &Read,
    filter: &EndUserFilter,
    cursor: &ListCursor,
) -> Result<EndUserList, Fault> {
    let keys = read.keys().await?;
    let (search, size) = (Search::new(&keys, filter), paging::rows(cursor)?);
    let begin = PageStart::at(cursor, |cursor| cursor::read(&app.keys, read.tenant(), cursor))?;
    let refused = filter.refused();
    let most = |n| if refused.is_empty() { n } else { 0 };
    let found = paging::page(begin.map(|place| place.id), size, |begin, n| search.rows(read, begin, most(n))).await?;
    let first = cursor::first(begin, &found);
    let around = around(&found, first, |place| cursor::write(&app.keys, read.tenant(), place));
    let total = company::stored(read, read.tenant()).await?.there()?.map_or(0, |t| t.end_users.unsigned_abs());
    let matches = match (filter.is_set(), refused.is_empty()) {
        (false, _) => Total::Exactly(total),
        (true, true) => search.total(read).await?,
        (true, false) => Total::Exactly(0),
    };
    Ok(EndUserList {
        rows: found.rows.into_iter().map(|found| line(read, &keys, found)).collect(),
        around,
        total,
        matches,
        first,
        variant: if refused.is_empty() { fold::other_shape(&filter.q) } else { None },
        last_import: last_import(read).await?,
        refused,
    })
}

/// The cursors of the pages beside this one, whose first row has the number `first`, if it is known.
fn around(found: &Cut<Match>, first: Option<u64>, write: impl Fn(ListPlace) -> String) -> Neighbours {
    let number = |row: &Match| {
        let at = found.rows.iter().position(|other| other.id == row.id).and_then(|at| u64::try_from(at).ok());
        first.zip(at).map_or(0, |(first, at)| first.saturating_add(at))
    };
    found.around(|row| write(ListPlace { id: row.id, number: number(row) }))
}

/// Who cannot be read has a line all the same, which says so.
fn line(read: &Read, keys: &TenantKeys, Match { id, mut row }: Match) -> EndUserRow {
    let gone = || Err(stored::PERSONAL.unreadable(id));
    let person = row.as_mut().map_or_else(gone, |row| stored::open(keys, row));
    let opened = read.opened(person);
    let person = opened.unwrap_or_default();
    EndUserRow {
        id: id.to_string(),
        unreadable: opened.is_none(),
        customer_id: person.customer_id.to_owned(),
        name: person.name.to_owned(),
        email_masked: mask_email(person.email),
        providers: person.identities().map(|(provider, _)| provider_name(provider)).collect(),
        prefecture: person.prefecture.to_owned(),
        created: day(person.created_at).unwrap_or_else(unknown),
        last_sign_in: time(person.last_sign_in_at),
    }
}

/// The name of a provider, from its code.
pub(super) fn provider_name(code: &str) -> Words {
    choices::provider(code).map_or_else(|| Words::same(code), Words::from)
}

/// Reads a stored time (RFC 3339). Returns `None` for an empty one.
pub(super) fn time(text: &str) -> Option<When> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| when(at.to_utc()))
}

fn day(text: &str) -> Option<When> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| when::day(at.to_utc()))
}

/// Placeholder for a time that every stored row has.
pub(super) fn unknown() -> When {
    When { iso: String::new(), ja: String::new(), en: String::new() }
}

async fn last_import(read: &Read) -> Result<Option<ImportSummary>, Fault> {
    use end_user_import::Column as I;
    let done = read.of::<end_user_import::Entity>().filter(super::import::done());
    let Some(import) = read.one(done.order_by_desc(I::Id)).await?.there()? else { return Ok(None) };
    let refused = refused(read, import.id).await?;
    Ok(Some(ImportSummary {
        at: when(import.finished_at.unwrap_or(import.started_at)),
        read: import.rows_read.unsigned_abs(),
        stored: import.rows_stored.unsigned_abs(),
        refused: import.rows_refused.unsigned_abs(),
        replaced: import.accounts_replaced.unsigned_abs(),
        refusals: refused.into_iter().map(|r| (r.line.unsigned_abs(), r.field, reason(&r.reason))).collect(),
    }))
}

/// The reasons of the first refused rows of an import, in the order of the file.
async fn refused(read: &Read, import: Uuid) -> Result<Vec<end_user_import_refusal::Model>, Fault> {
    use end_user_import_refusal::Column as R;
    let reasons = || read.of::<end_user_import_refusal::Entity>().filter(R::ImportId.eq(import)).order_by_asc(R::Line);
    let mut all = read.all(reasons().filter(R::Nth.eq(0)).limit(REFUSALS)).await?;
    let Some(last) = all.last().map(|reason| reason.line) else { return Ok(all) };
    all.extend(read.all(reasons().filter(R::Nth.gt(0)).filter(R::Line.lte(last))).await?);
    all.sort_by_key(|reason| (reason.line, reason.nth));
    Ok(all)
}

/// A stored reason in words.
fn reason(stored: &str) -> Words {
    match Reason::from_stored(stored) {
        Some(reason) => Words { ja: reason.ja(), en: reason.en() },
        None => Words::same(stored),
    }
}
