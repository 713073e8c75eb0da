//! Gives words to the entries that were written before there were any, from the newest to the oldest, block by block. Each
//! block is committed with its progress, so an interrupted pass goes on where it was.

use super::append::open_personal;
use super::words::{self, WordIndex};
use crate::seal::keys::TenantKeys;
use crate::storage::entity::{
    of_tenant, operation_log, operation_log_personal, operation_log_unindexed, operation_log_word,
};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Set};
use std::collections::HashMap;

/// The number of entries of a block.
pub(super) const BLOCK: i64 = 1000;
/// The number of words that one statement writes.
const ROWS: usize = 300;

/// What a block was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockOfWords {
    More,
    Last,
}

/// Writes the words of the next block of a log. Erased details have none.
pub async fn fill_block(db: &impl ConnectionTrait, keys: &TenantKeys) -> Result<BlockOfWords, DbErr> {
    use operation_log_unindexed::{Column as U, Entity as Unindexed};
    let Some(to) = unindexed(db, keys).await? else { return Ok(BlockOfWords::Last) };
    let from = to.saturating_sub(BLOCK).max(0);
    insert(db, keys, &entry_words(db, keys, from, to).await?).await?;
    if from == 0 {
        Unindexed::delete_by_id(keys.tenant).exec(db).await?;
        return Ok(BlockOfWords::Last);
    }
    let progress = Unindexed::update_many().col_expr(U::Seq, Expr::value(from)).filter(U::TenantId.eq(keys.tenant));
    progress.exec(db).await?;
    Ok(BlockOfWords::More)
}

/// Writes words that are not there yet, each with the number of its entry.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    keys: &TenantKeys,
    words: &[(i64, WordIndex)],
) -> Result<(), DbErr> {
    for rows in words.chunks(ROWS) {
        let rows = rows.iter().map(|(seq, word)| operation_log_word::ActiveModel {
            tenant_id: Set(keys.tenant),
            word_index: Set(word.to_vec()),
            seq: Set(*seq),
        });
        let insert =
            operation_log_word::Entity::insert_many(rows).on_conflict(OnConflict::new().do_nothing().to_owned());
        insert.exec_without_returning(db).await?;
    }
    Ok(())
}

/// The last entry that has no words yet.
pub(super) async fn unindexed(db: &impl ConnectionTrait, keys: &TenantKeys) -> Result<Option<i64>, DbErr> {
    let row = of_tenant::<operation_log_unindexed::Entity>(keys.tenant).select_only();
    let row = row.column(operation_log_unindexed::Column::Seq);
    let Some(row) = db.query_one(row.as_query()).await? else { return Ok(None) };
    // A forged number may stand for no entry: the pass begins at the end of the log.
    let head = super::link::head_of(db, keys.tenant).await?.ok().flatten().map_or(0, |head| head.seq);
    Ok(Some(row.try_get_by_index::<i64>(0).unwrap_or(head).clamp(0, head)))
}

/// The words of the entries after `from` up to `to`. What cannot be read has none.
pub(super) async fn entry_words(
    db: &impl ConnectionTrait,
    keys: &TenantKeys,
    from: i64,
    to: i64,
) -> Result<Vec<(i64, WordIndex)>, DbErr> {
    use operation_log::Column as C;
    use operation_log_personal::Column as P;
    let kinds = of_tenant::<operation_log::Entity>(keys.tenant).filter(C::Seq.gt(from)).filter(C::Seq.lte(to));
    let kinds = db.query_all(kinds.select_only().column(C::Seq).column(C::ActorKind).as_query()).await?;
    let kinds: HashMap<i64, String> =
        kinds.iter().filter_map(|row| Some((row.try_get_by_index(0).ok()?, row.try_get_by_index(1).ok()?))).collect();
    let sealed =
        of_tenant::<operation_log_personal::Entity>(keys.tenant).filter(P::Seq.gt(from)).filter(P::Seq.lte(to));
    let sealed = db.query_all(sealed.select_only().column(P::Seq).column(P::Sealed).as_query()).await?;
    let mut words = Vec::new();
    for row in &sealed {
        let (Ok(seq), Ok(sealed)) = (row.try_get_by_index::<i64>(0), row.try_get_by_index::<Vec<u8>>(1)) else {
            continue;
        };
        let kind = kinds.get(&seq).map(String::as_str).unwrap_or_default();
        let personal = open_personal(keys, keys.tenant, seq, Some(&sealed));
        words.extend(words::of_entry(keys, kind, &personal).into_iter().map(|word| (seq, word)));
    }
    Ok(words)
}
