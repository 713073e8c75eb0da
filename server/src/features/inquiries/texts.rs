//! The texts of an inquiry. They are only added. Who wrote one, for whom and when is sealed with it. The log has an entry of each,
//! so that one which was taken away is missed.

use super::words;
use crate::base::typed::{self, Lacks};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::{Read, Write, people};
use crate::log::event::succeeded;
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, Unreadable};
use crate::storage::entity::inquiry::Model as Inquiry;
use crate::storage::entity::inquiry_text::{self, Column as T, Entity, Model};
use crate::storage::entity::operation_log::{self, Column as L};
use crate::storage::entity::operation_log_head;
use app::error::{AppError, Refusals};
use app::inquiries::acts;
use app::inquiries::api::ThreadEntry;
use app::inquiries::messages as m;
use app::inquiries::states::ThreadSide;
use app::operation_logs::acts::ROW;
use app::record::Act;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// The longest text, in characters.
const LONGEST: usize = 4000;
/// The largest number of texts that a company writes to an inquiry. Staff always have room for an answer.
const MOST: usize = 150;

/// For whom a text is. The words are stable, because the sealed texts contain them.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextSide {
    Company,
    Support,
    Note,
}

impl TextSide {
    fn shown(self) -> ThreadSide {
        match self {
            TextSide::Company => ThreadSide::Company,
            TextSide::Support => ThreadSide::Support,
            TextSide::Note => ThreadSide::Note,
        }
    }

    /// The side of the text that an entry of the log is about.
    fn of_act(action: &str) -> TextSide {
        if action == acts::NOTE.code() {
            TextSide::Note
        } else if action == acts::ANSWER.code() {
            TextSide::Support
        } else {
            TextSide::Company
        }
    }
}

/// A text as it is sealed.
#[derive(Serialize, Deserialize)]
struct SaidText {
    inquiry: Uuid,
    by: Uuid,
    side: TextSide,
    /// Unix time.
    at: i64,
    text: String,
}

const SEALED: Sealed<Entity, SaidText> = Sealed::column("sealed");

/// Reads a text that both sides see, from the field `text`.
pub fn read(typed: &str, refusals: &mut Refusals) -> String {
    let lacks = Lacks { missing: m::TEXT_MISSING, long: m::TEXT_LONG };
    typed::required("text", typed::text(typed), LONGEST, lacks, refusals)
}

/// A text that is to be added.
#[derive(Clone, Copy)]
pub struct NewText<'t> {
    pub side: TextSide,
    pub by: Uuid,
    pub text: &'t str,
}

/// Adds a text to an inquiry, with its words. Returns its id, which goes into the log.
pub async fn add(tx: &Write, inquiry: Uuid, new: NewText<'_>) -> Result<Uuid, Fault> {
    let (id, now) = (tx.app().new_id(), tx.app().clock.now());
    let NewText { side, by, text } = new;
    let said = SaidText { inquiry, by, side, at: now.timestamp(), text: text.to_owned() };
    let row = inquiry_text::ActiveModel {
        id: Set(id),
        tenant_id: Set(tx.tenant()),
        inquiry_id: Set(inquiry),
        sealed: Set(SEALED.seal(&*tx.keys().await?, id, &said)?),
        written_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    if side != TextSide::Note {
        words::store(tx, inquiry, text).await?;
    }
    Ok(id)
}

/// True if a text is one that the program has written to its inquiry.
pub fn opens(keys: &TenantKeys, row: &Model) -> bool {
    open(keys, row, row.inquiry_id).is_ok()
}

fn open(keys: &TenantKeys, row: &Model, inquiry: Uuid) -> Result<SaidText, Unreadable> {
    let said = SEALED.open(keys, row, &row.sealed)?;
    if said.inquiry == inquiry { Ok(said) } else { Err(SEALED.unreadable(row.id)) }
}

/// Who has written to an inquiry for the company, in the order of writing, each text once.
pub async fn of_company(tx: &Write, inquiry: Uuid) -> Result<Vec<Uuid>, Fault> {
    let rows = tx.all(tx.of::<Entity>().filter(T::InquiryId.eq(inquiry)).order_by_asc(T::Id)).await?;
    let keys = tx.keys().await?;
    let said = rows.iter().filter_map(|row| tx.opened(open(&keys, row, inquiry)));
    Ok(said.filter(|said| said.side == TextSide::Company).map(|said| said.by).collect())
}

/// Refuses another text of the company on an inquiry that is full. What was typed stays.
pub async fn check_room(tx: &Write, inquiry: Uuid) -> Result<(), Fault> {
    let there = of_company(tx, inquiry).await?.len();
    if there < MOST { Ok(()) } else { Err(AppError::invalid("text", m::FULL).into()) }
}

/// A text before the names of people are known.
struct ThreadText {
    id: Uuid,
    at: DateTime<Utc>,
    side: TextSide,
    by: Option<Uuid>,
    text: Option<String>,
    missing: bool,
}

/// What the log says of a text.
struct Told {
    side: TextSide,
    at: DateTime<Utc>,
    by: Option<Uuid>,
}

/// The thread of an inquiry, oldest first. The company gets no note, not even that there is one which cannot be read.
pub async fn thread(read: &Read, inquiry: &Inquiry, staff: bool) -> Result<Vec<ThreadEntry>, Fault> {
    let mut told = told(read, inquiry.id).await?;
    let rows = read.all(read.of::<Entity>().filter(T::InquiryId.eq(inquiry.id)).order_by_asc(T::Id)).await?;
    let keys = read.keys().await?;
    let mut all: Vec<ThreadText> = Vec::with_capacity(rows.len());
    for row in &rows {
        let told = told.remove(&row.id);
        all.push(found(row, read.opened(open(&keys, row, inquiry.id)), told));
    }
    all.extend(told.into_iter().map(|(id, told)| {
        let Told { side, at, by } = told;
        ThreadText { id, at, side, by, text: None, missing: true }
    }));
    all.retain(|one| staff || one.side != TextSide::Note);
    // Ids are in the order of writing.
    all.sort_by_key(|one| one.id);
    named(read, inquiry.tenant_id, all).await
}

/// A stored text; what the log says of it, where it cannot be read itself.
fn found(row: &Model, said: Option<SaidText>, told: Option<Told>) -> ThreadText {
    match said {
        Some(said) => ThreadText {
            id: row.id,
            at: DateTime::from_timestamp(said.at, 0).unwrap_or(row.written_at),
            side: said.side,
            by: Some(said.by),
            text: Some(said.text),
            missing: false,
        },
        None => ThreadText {
            id: row.id,
            at: told.as_ref().map_or(row.written_at, |told| told.at),
            // One that neither opens nor stands in the log is nobody's word, and staff alone see its mark.
            side: told.as_ref().map_or(TextSide::Note, |told| told.side),
            by: told.and_then(|told| told.by),
            text: None,
            missing: false,
        },
    }
}

/// The texts that the company's log reports up to its end. An entry behind it is nobody's.
async fn told(read: &Read, inquiry: Uuid) -> Result<HashMap<Uuid, Told>, Fault> {
    let codes = [acts::ASK, acts::REPLY, acts::ANSWER, acts::NOTE].map(Act::code);
    let entries = read.of::<operation_log::Entity>().filter(L::ObjectId.eq(inquiry.to_string())).filter(succeeded());
    let heads = read.all(read.of::<operation_log_head::Entity>()).await?;
    let end = heads.first().map_or(0, |head| head.seq);
    let entries = read.all(entries.filter(L::Action.is_in(codes)).filter(L::Seq.lte(end))).await?;
    let one = |entry: &operation_log::Model| {
        let told = Told { side: TextSide::of_act(&entry.action), at: entry.at, by: entry.actor_id };
        Some((text_of(entry)?, told))
    };
    Ok(entries.iter().filter_map(one).collect())
}

/// The text that an entry is about.
fn text_of(entry: &operation_log::Model) -> Option<Uuid> {
    let detail: Value = serde_json::from_str(&entry.detail).ok()?;
    detail.get(ROW.code())?.as_str()?.parse().ok()
}

async fn named(read: &Read, company: Uuid, all: Vec<ThreadText>) -> Result<Vec<ThreadEntry>, Fault> {
    let people = people::named_in(read, company, all.iter().filter_map(|one| one.by).collect::<Vec<_>>()).await?;
    let name = |id: Uuid| people.iter().find(|person| person.id == id).map(|person| person.name.clone());
    let shown = |one: ThreadText| ThreadEntry {
        at: when(one.at),
        side: one.side.shown(),
        by: one.by.and_then(name).unwrap_or_default(),
        text: one.text,
        missing: one.missing,
    };
    Ok(all.into_iter().map(shown).collect())
}
