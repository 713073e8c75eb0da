//! Compares the words of entries with those that their details have. Rows of words are not signed: somebody who can write to the
//! database can hide an entry from a search, but not from this check (S10). What is wrong is written again.

use super::fill_words::{BLOCK, entry_words, insert, unindexed};
use super::link::head_of;
use super::words::WordIndex;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::of_tenant;
use crate::storage::entity::operation_log_word::{Column as W, Entity};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The number of entries that `turn` gives.
const TURN: i64 = 20_000;

/// The words of each entry of a block.
type WordsOfEntries = BTreeMap<i64, BTreeSet<Vec<u8>>>;

/// The numbers of the entries of a log that have other words than their details, without those that have none yet.
pub async fn odd_words(db: &impl ConnectionTrait, keys: &TenantKeys) -> Result<Vec<i64>, DbErr> {
    let mut odd = Vec::new();
    for block in blocks(&indexed(db, keys).await?) {
        odd.extend(differing(db, keys, &block).await?.into_keys());
    }
    Ok(odd)
}

/// The blocks of entries whose turn it is in an hour: in a long log only a part of them, so that the hours of a day compare some
/// hundred thousand entries.
pub async fn turn(db: &impl ConnectionTrait, keys: &TenantKeys, hour: i64) -> Result<Vec<Range<i64>>, DbErr> {
    let all = indexed(db, keys).await?;
    let start = hour.rem_euclid(all.end / TURN + 1) * TURN;
    Ok(blocks(&(start.max(all.start)..start.saturating_add(TURN).min(all.end))))
}

/// Returns the first entry behind the start of a range and up to its end that does not have all of its words.
pub async fn first_missed(
    db: &impl ConnectionTrait,
    keys: &TenantKeys,
    block: &Range<i64>,
) -> Result<Option<i64>, DbErr> {
    Ok(differing(db, keys, block).await?.into_iter().find(|(_, missing)| *missing).map(|(seq, _)| seq))
}

/// Writes the words of a block again where they are wrong.
pub async fn mend_words(db: &impl ConnectionTrait, keys: &TenantKeys, block: &Range<i64>) -> Result<(), DbErr> {
    let odd = differing(db, keys, block).await?;
    for seq in odd.keys() {
        Entity::delete_many().filter(W::TenantId.eq(keys.tenant)).filter(W::Seq.eq(*seq)).exec(db).await?;
    }
    let words = entry_words(db, keys, block.start, block.end).await?;
    let words: Vec<(i64, WordIndex)> = words.into_iter().filter(|(seq, _)| odd.contains_key(seq)).collect();
    insert(db, keys, &words).await
}

/// The entries that have their words: behind those that get them later, up to the head.
async fn indexed(db: &impl ConnectionTrait, keys: &TenantKeys) -> Result<Range<i64>, DbErr> {
    let head = head_of(db, keys.tenant).await?.ok().flatten().map_or(0, |head| head.seq);
    Ok(unindexed(db, keys).await?.unwrap_or(0)..head.max(0))
}

fn blocks(all: &Range<i64>) -> Vec<Range<i64>> {
    let ends = std::iter::successors(Some(all.start), |at| at.checked_add(BLOCK)).take_while(|at| *at < all.end);
    ends.map(|at| at..at.saturating_add(BLOCK).min(all.end)).collect()
}

/// The entries of a block with other words than their details have, and whether one is missing. The stored words are read first:
/// an entry whose details are erased in between has too many, and none is missing.
async fn differing(
    db: &impl ConnectionTrait,
    keys: &TenantKeys,
    block: &Range<i64>,
) -> Result<BTreeMap<i64, bool>, DbErr> {
    let stored = stored(db, keys, block).await?;
    let mut expected = WordsOfEntries::new();
    for (seq, word) in entry_words(db, keys, block.start, block.end).await? {
        expected.entry(seq).or_default().insert(word.to_vec());
    }
    let none = BTreeSet::new();
    let seqs: BTreeSet<i64> = stored.keys().chain(expected.keys()).copied().collect();
    let both = seqs.into_iter().map(|seq| {
        let of = |words: &WordsOfEntries| words.get(&seq).unwrap_or(&none).clone();
        (seq, of(&stored), of(&expected))
    });
    let odd = both.filter(|(_, stored, expected)| stored != expected);
    Ok(odd.map(|(seq, stored, expected)| (seq, !expected.is_subset(&stored))).collect())
}

async fn stored(db: &impl ConnectionTrait, keys: &TenantKeys, block: &Range<i64>) -> Result<WordsOfEntries, DbErr> {
    let rows = of_tenant::<Entity>(keys.tenant).filter(W::Seq.gt(block.start)).filter(W::Seq.lte(block.end));
    let rows = db.query_all(rows.select_only().column(W::Seq).column(W::WordIndex).as_query()).await?;
    let mut words = WordsOfEntries::new();
    for row in &rows {
        if let (Ok(seq), Ok(word)) = (row.try_get_by_index(0), row.try_get_by_index(1)) {
            words.entry(seq).or_default().insert(word);
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_lie_side_by_side() {
        assert_eq!(blocks(&(0..0)), []);
        assert_eq!(blocks(&(5..7)), vec![Range { start: 5, end: 7 }]);
        assert_eq!(blocks(&(0..BLOCK + 1)), [0..BLOCK, BLOCK..BLOCK + 1]);
    }
}
