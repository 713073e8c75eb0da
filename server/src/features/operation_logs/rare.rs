//! Filters that few entries meet. A search that walks along a frequent word reads every entry with it, and finds one now and then
//! that meets such a filter. So it starts from the few entries instead.

use crate::door::Read;
use crate::door::fault::Fault;
use crate::log::words::WordIndex;
use crate::storage::entity::operation_log::{self, Column as C};
use crate::storage::entity::operation_log_word::{self, Column as W};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryResult, QuerySelect, QueryTrait, Select,
};

/// As many entries are no longer few. A short look reads no more.
const MANY: u64 = 1000;

/// What entries must meet, apart from a keyword.
#[derive(Clone, Copy)]
pub struct EntryFilter<'a> {
    pub condition: &'a Condition,
    /// Parts of the condition, each of which an index serves by itself.
    pub leads: &'a [Condition],
}

/// The numbers of the entries that meet one of the conditions, if they are few. Nothing if many entries meet each of them.
pub async fn few(read: &Read, leads: &[Condition]) -> Result<Option<Vec<i64>>, Fault> {
    for lead in leads {
        let found = look(read, some(read.of(), lead)).await?;
        if is_few(&found) {
            return Ok(Some(found.iter().filter_map(|row| row.try_get_by_index(0).ok()).collect()));
        }
    }
    Ok(None)
}

/// Some of the entries that meet a condition.
pub fn some(entries: Select<operation_log::Entity>, lead: &Condition) -> Select<operation_log::Entity> {
    entries.filter(lead.clone()).select_only().column(C::Seq).limit(MANY)
}

/// The words of a meaning. The one that a short look finds least often comes first.
pub async fn rarest_first(read: &Read, meaning: &[WordIndex]) -> Result<Vec<WordIndex>, Fault> {
    if meaning.len() < 2 {
        return Ok(meaning.to_vec());
    }
    let mut words = Vec::with_capacity(meaning.len());
    for word in meaning {
        let rows = read.of::<operation_log_word::Entity>().filter(W::WordIndex.eq(word.to_vec()));
        words.push((look(read, rows.select_only().column(W::Seq).limit(MANY)).await?.len(), *word));
    }
    words.sort_by_key(|(found, _)| *found);
    Ok(words.into_iter().map(|(_, word)| word).collect())
}

async fn look<E: EntityTrait>(read: &Read, rows: Select<E>) -> Result<Vec<QueryResult>, Fault> {
    Ok(read.db().query_all(rows.as_query()).await?)
}

fn is_few(found: &[QueryResult]) -> bool {
    (found.len() as u64) < MANY
}
