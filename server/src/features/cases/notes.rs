//! Notes of staff on a case. Only staff see them; the company's log says that there is one, not what it says. They are only added.

use super::action::{FoundCase, find_as_staff_for, page};
use super::case::named;
use crate::base::typed::{self, Lacks};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Read, Request, people};
use crate::log::event::{Event, succeeded};
use crate::log::row_acts::named_beside;
use crate::seal::Sealed;
use crate::storage::entity::case_note::{self, Column as N};
use crate::storage::entity::operation_log::{self, Column as L};
use app::cases::acts;
use app::cases::api::{AddNote, CaseNote, WORK};
use app::cases::messages as m;
use app::error::{Next, Refusals};
use app::operation_logs::acts::ROW;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::HashSet;
use uuid::Uuid;

/// The number of notes shown, newest first.
const SHOWN: usize = 100;
/// The longest note, in characters.
const LONGEST: usize = 1000;

/// A note as it is sealed.
#[derive(Serialize, Deserialize)]
struct NoteText {
    case: Uuid,
    by: Uuid,
    /// Unix time.
    at: i64,
    text: String,
}

const SEALED: Sealed<case_note::Entity, NoteText> = Sealed::column("sealed");

pub async fn add(request: &Request, command: AddNote) -> Result<Next, Fault> {
    request.check(WORK).await?;
    let mut refusals = Refusals::default();
    let lacks = Lacks { missing: m::NOTE_MISSING, long: m::NOTE_LONG };
    let text = typed::required("note", typed::text(&command.note), LONGEST, lacks, &mut refusals);
    refusals.finish()?;
    let FoundCase { tx, case } = find_as_staff_for(request, WORK, &command.id).await?;
    let (id, by, now) = (request.app.new_id(), request.signed_in()?.account.id, request.app.clock.now());
    let note = NoteText { case: case.id, by, at: now.timestamp(), text };
    let row = case_note::ActiveModel {
        id: Set(id),
        tenant_id: Set(tx.tenant()),
        case_id: Set(case.id),
        sealed: Set(SEALED.seal(&*tx.keys().await?, id, &note)?),
        written_at: Set(now),
    };
    case_note::Entity::insert(row).exec_without_returning(tx.db()).await?;
    let event = Event::new(acts::NOTE).on("case", case.id, &named(&case, ""));
    tx.commit(event.with(ROW, id.to_string())).await?;
    Ok(page(case.id).saying(m::SAID_NOTED))
}

/// A note as it was written, or what the log says of one that is missing.
pub struct WrittenNote {
    id: Uuid,
    pub at: DateTime<Utc>,
    pub by: Option<Uuid>,
    text: Option<String>,
    missing: bool,
}

/// The notes on a case, newest first. One that cannot be read, or that was moved here from another case, has no text. One of
/// which the log has the entry alone is missing.
pub async fn of_case(read: &Read, case: Uuid) -> Result<Vec<WrittenNote>, Fault> {
    let mut notes = stored(read, case).await?;
    notes.extend(missing(read, case).await?);
    // Ids are in the order of writing.
    notes.sort_by_key(|note| Reverse(note.id));
    notes.truncate(SHOWN);
    Ok(notes)
}

/// The notes that the company's log reports and that are not there, or on another case.
async fn missing(read: &Read, case: Uuid) -> Result<Vec<WrittenNote>, Fault> {
    let there = read.of::<case_note::Entity>().filter(N::CaseId.eq(case)).select_only().column(N::Id);
    let there = read.db().query_all(there.as_query()).await?;
    let there: HashSet<Uuid> = there.iter().filter_map(|row| row.try_get_by_index(0).ok()).collect();
    let told = read.of::<operation_log::Entity>().filter(L::ObjectId.eq(case.to_string())).filter(succeeded());
    let told = read.all(told.filter(L::Action.eq(acts::NOTE.code()))).await?;
    let gone = told.iter().filter_map(|entry| {
        let id = named_beside(&entry.detail).filter(|id| !there.contains(id))?;
        Some(WrittenNote { id, at: entry.at, by: entry.actor_id, text: None, missing: true })
    });
    Ok(gone.collect())
}

async fn stored(read: &Read, case: Uuid) -> Result<Vec<WrittenNote>, Fault> {
    let rows = read.of::<case_note::Entity>().filter(N::CaseId.eq(case)).order_by_desc(N::Id).limit(SHOWN as u64);
    let (rows, keys) = (read.all(rows).await?, read.keys().await?);
    let written = |row: &case_note::Model| match read.opened(open(&keys, row, case)) {
        Some(note) => WrittenNote {
            id: row.id,
            at: DateTime::from_timestamp(note.at, 0).unwrap_or(row.written_at),
            by: Some(note.by),
            text: Some(note.text),
            missing: false,
        },
        None => WrittenNote { id: row.id, at: row.written_at, by: None, text: None, missing: false },
    };
    Ok(rows.iter().map(written).collect())
}

/// Notes for staff, with the names of those who wrote them.
pub async fn shown(read: &Read, notes: Vec<WrittenNote>) -> Result<Vec<CaseNote>, Fault> {
    let people = people::named(read, notes.iter().filter_map(|note| note.by).collect::<Vec<_>>()).await?;
    let name = |id: Uuid| people.iter().find(|person| person.id == id).map(|person| person.name.clone());
    let one = |note: WrittenNote| CaseNote {
        at: when(note.at),
        by: note.by.and_then(name).unwrap_or_default(),
        text: note.text,
        missing: note.missing,
    };
    Ok(notes.into_iter().map(one).collect())
}

fn open(
    keys: &crate::seal::keys::TenantKeys,
    row: &case_note::Model,
    case: Uuid,
) -> Result<NoteText, crate::seal::Unreadable> {
    let note = SEALED.open(keys, row, &row.sealed)?;
    if note.case == case { Ok(note) } else { Err(SEALED.unreadable(row.id)) }
}
