//! Who of a company has read and acknowledged an announcement, for its administrators.

use super::title;
use super::visible::{ForReader, one};
use crate::base::clock;
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::people;
use crate::door::{Read, Request, read_id, readable};
use crate::storage::entity::account::{self, Column as A};
use crate::storage::entity::announcement_receipt::{Column as R, Entity, Model};
use app::announcements::api::{AnnouncementReader, AnnouncementReaders, READERS, ReadCount};
use app::error::AppError;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// The largest number of people that are listed.
const MOST: u64 = 1_000;

/// When a person has read and acknowledged it.
#[derive(Clone, Copy, Default)]
struct Times {
    read: Option<DateTime<Utc>>,
    acknowledged: Option<DateTime<Utc>>,
}

/// The receipts of a company for an announcement as it is now, by person.
async fn receipts(read: &Read, found: &ForReader) -> Result<HashMap<Uuid, Times>, Fault> {
    let rows = read.of::<Entity>().filter(R::AnnouncementId.eq(found.head.id));
    let rows = read.all(rows.filter(R::Number.gte(found.head.read_since)).filter(R::AccountId.is_not_null())).await?;
    let mut all: HashMap<Uuid, Times> = HashMap::new();
    for Model { account_id, read_at, acknowledged_at, .. } in rows {
        let times = all.entry(account_id.unwrap_or_default()).or_default();
        times.read = times.read.into_iter().chain(read_at).min();
        times.acknowledged = times.acknowledged.into_iter().chain(acknowledged_at).min();
    }
    Ok(all)
}

/// True for a person who is expected to read it: they were there when it was published, or have read it all the same.
fn is_expected(found: &ForReader, account: Uuid, times: &HashMap<Uuid, Times>) -> bool {
    let joined = clock::made_at(account);
    times.contains_key(&account) || found.head.changed_at >= joined
}

/// How many of the company have read it.
pub async fn count(read: &Read, found: &ForReader) -> Result<ReadCount, Fault> {
    let members = read.of::<account::Entity>().filter(account::active()).select_only().column(A::Id);
    let members: Vec<Uuid> = readable::columns(read.db(), members).await?;
    Ok(counted(found, &members, &receipts(read, found).await?))
}

fn counted(found: &ForReader, members: &[Uuid], times: &HashMap<Uuid, Times>) -> ReadCount {
    let expected: Vec<Times> = members
        .iter()
        .filter(|id| is_expected(found, **id, times))
        .map(|id| times.get(id).copied().unwrap_or_default())
        .collect();
    let number = |is: fn(&Times) -> bool| expected.iter().filter(|times| is(times)).count() as u64;
    ReadCount {
        read: number(|times| times.read.is_some()),
        acknowledged: found.version.acknowledge.then(|| number(|times| times.acknowledged.is_some())),
        members: expected.len() as u64,
    }
}

/// The people, those who have not read it first.
pub async fn readers(request: &Request, id: &str) -> Result<AnnouncementReaders, Fault> {
    let read = request.read(READERS).await?;
    let found = one(&read, request.signed_in()?, read_id(id)?).await?.ok_or(AppError::NotFound)?;
    let members = read.of::<account::Entity>().filter(account::active()).order_by_asc(A::Id).limit(MOST);
    let members = people::all(&read, members).await?;
    let times = receipts(&read, &found).await?;
    let expected = members.into_iter().filter(|member| member.is_active() && is_expected(&found, member.id, &times));
    let mut people: Vec<AnnouncementReader> = expected
        .map(|member| {
            let Times { read, acknowledged } = times.get(&member.id).copied().unwrap_or_default();
            AnnouncementReader { name: member.name, read: read.map(when), acknowledged: acknowledged.map(when) }
        })
        .collect();
    people.sort_by_key(|reader| (reader.read.is_some(), reader.acknowledged.is_some()));
    Ok(AnnouncementReaders {
        id: found.head.id.to_string(),
        title: title(&found.version),
        count: count(&read, &found).await?,
        people,
    })
}
