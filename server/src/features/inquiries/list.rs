//! Lists of inquiries: the company's newest first, the queue of Support soonest due first.

use super::show::rows;
use super::words;
use crate::base::fold;
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::{Read, Request, people, read_id, staff_views};
use crate::storage::entity::inquiry::{self, Column as C, Entity, Model};
use app::inquiries::api::{ALL, ANSWER, ASK, InquiryFilter, InquiryList, InquiryViews, InquiryWith};
use app::inquiries::number;
use app::kit::{ListCursor, Total};
use sea_orm::{ColumnTrait, Condition, QueryFilter, Select};
use uuid::Uuid;

const PAGE: u64 = 50;
/// The largest number of people whose inquiries a search by a name shows.
const MOST_PEOPLE: u64 = 100;

/// The company's inquiries that the person may see.
pub async fn of_company(request: &Request, filter: &InquiryFilter, cursor: &ListCursor) -> Result<InquiryList, Fault> {
    let read = request.read(ASK).await?;
    let me = request.signed_in()?;
    let all = read.of::<Entity>();
    let seen = if me.permissions.has(ALL) { all } else { all.filter(C::AskedBy.eq(me.account.id)) };
    let company = [read.tenant()];
    let found = narrowed(&read, seen, filter, Some(&company), me.account.id).await?;
    let fetch = |begin, n| newest(&read, &found, begin, n);
    let page = paging::page(PageStart::at(cursor, read_id)?, cursor.at_most(PAGE), fetch).await?;
    let around = page.around(|row: &Model| row.id.to_string());
    let total = paging::total(read.db(), found).await?;
    let mut rows = rows(&read, &page.rows, None).await?;
    // Whose one is that does not open, nobody knows.
    rows.retain(|row| row.subject.is_some() || me.permissions.has(ALL));
    Ok(InquiryList { rows, around, total, views: None })
}

/// Inquiries of all companies, for staff. Whose they are is an entry in the log of each company before it is shown (MS-18).
pub async fn of_desk(request: &Request, filter: &InquiryFilter, cursor: &ListCursor) -> Result<InquiryList, Fault> {
    let read = request.read(ANSWER).await?;
    let me = request.signed_in()?.account.id;
    let found = for_desk(&read, filter, me).await?;
    let (page, around) = if filter.queue {
        let fetch = |begin: PageStart<_>, n| {
            let (read, query) = (&read, begin.narrow_soonest(found.clone(), C::DueAt, C::Id));
            async move { read.first(query, n).await }
        };
        let page = paging::page(PageStart::at(cursor, PageStart::read_soonest)?, cursor.at_most(PAGE), fetch).await?;
        let place = |row: &Model| PageStart::soonest_cursor(row.due_at.unwrap_or_default(), row.id);
        let around = page.around(place);
        (page, around)
    } else {
        let fetch = |begin, n| newest(&read, &found, begin, n);
        let page = paging::page(PageStart::at(cursor, read_id)?, cursor.at_most(PAGE), fetch).await?;
        let around = page.around(|row: &Model| row.id.to_string());
        (page, around)
    };
    // A count without rows would tell what customers write about, with no entry in their logs.
    let total = if page.rows.is_empty() { Total::Exactly(0) } else { paging::total(read.db(), found).await? };
    staff_views::log_views(request, page.rows.iter().map(|row| row.tenant_id)).await?;
    let views = Some(views(&read).await?);
    Ok(InquiryList { rows: rows(&read, &page.rows, Some(me)).await?, around, total, views })
}

/// How many inquiries the views of staff have.
async fn views(read: &Read) -> Result<InquiryViews, Fault> {
    let all = read.across::<Entity>()?;
    let waiting = paging::total(read.db(), all.clone().filter(C::DueAt.is_not_null())).await?;
    Ok(InquiryViews { waiting, all: paging::total(read.db(), all).await? })
}

/// The inquiries of all companies that a filter leaves.
pub async fn for_desk(read: &Read, filter: &InquiryFilter, me: Uuid) -> Result<Select<Entity>, Fault> {
    let all = read.across::<Entity>()?;
    let seen = if filter.queue { all.filter(C::DueAt.is_not_null()) } else { all };
    narrowed(read, seen, filter, None, me).await
}

/// Inquiries newest first, from a place in the list on.
pub async fn newest(read: &Read, found: &Select<Entity>, begin: PageStart<Uuid>, n: u64) -> Result<Vec<Model>, Fault> {
    read.first(PageStart::narrow(begin, found.clone(), C::Id), n).await
}

async fn narrowed(
    read: &Read,
    seen: Select<Entity>,
    filter: &InquiryFilter,
    companies: Option<&[Uuid]>,
    me: Uuid,
) -> Result<Select<Entity>, Fault> {
    let mut found = seen;
    if let Some(state) = filter.state {
        found = found.filter(inquiry::in_state(state));
    }
    if let Some(category) = filter.category {
        found = found.filter(C::Category.eq(category.code()));
    }
    found = match filter.with {
        Some(InquiryWith::Me) => found.filter(C::AssignedTo.eq(me)),
        Some(InquiryWith::Nobody) => found.filter(C::AssignedTo.is_null()),
        None => found,
    };
    if filter.words.is_empty() {
        return Ok(found);
    }
    Ok(found.filter(meant(read, &filter.words, companies).await?))
}

/// What typed words may mean: a number, the person who asked, or words of the texts.
async fn meant(read: &Read, typed: &str, companies: Option<&[Uuid]>) -> Result<Condition, Fault> {
    if let Some(number) = number::read(typed) {
        return Ok(Condition::all().add(C::Number.eq(number)));
    }
    let words = words::of(typed);
    let mut any = Condition::any();
    if !words.is_empty() {
        let has = |word: &String| C::Id.in_subquery(words::with_word(&read.app().keys, word));
        any = any.add(words.iter().fold(Condition::all(), |all, word| all.add(has(word))));
    }
    let mut asked_by = Vec::new();
    if let Some(name) = fold::query(typed).name {
        let people = people::words::named_like(read, &name, companies, MOST_PEOPLE).await?;
        asked_by.extend(people.iter().map(|person| person.id));
    }
    // A list of nobody finds nothing.
    Ok(any.add(C::AskedBy.is_in(asked_by)))
}
