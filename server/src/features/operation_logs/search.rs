//! Finds entries by a keyword: walks along the index of each of its meanings, newest or oldest first, and merges what they
//! find. So a page costs the same in a long log as in a short one. Where few entries meet the rest of the filter, it looks among
//! those alone.

use super::actor::named;
use super::rare::{self, EntryFilter};
use crate::door::fault::Fault;
use crate::door::paging::PageStart;
use crate::door::{Read, readable};
use crate::log::words::{self, WordIndex};
use crate::seal::keys::TenantKeys;
use crate::storage::entity::account;
use crate::storage::entity::operation_log::{self, Column as C};
use crate::storage::entity::operation_log_word::{self, Column as W};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoSimpleExpr, QueryFilter, QuerySelect, QueryTrait, Select,
};
use std::collections::BTreeSet;

/// The meanings of a keyword.
pub struct KeywordSearch {
    /// Words that an entry must have, all of one meaning.
    words: Vec<Vec<WordIndex>>,
    /// The text as typed: the id of an object, or the number of a request.
    exact: String,
    /// The accounts of people with this name or address: entries about them show only the address.
    about: Vec<String>,
}

impl KeywordSearch {
    pub fn new(keys: &TenantKeys, typed: &str, people: &[account::Model]) -> KeywordSearch {
        let about = named(typed, people).iter().map(ToString::to_string).collect();
        KeywordSearch { words: words::meanings(keys, typed), exact: typed.to_owned(), about }
    }

    /// The numbers of the nearest entries from the start of a page, in its order, at most `n`.
    pub async fn nearest(
        &self,
        read: &Read,
        filter: EntryFilter<'_>,
        begin: PageStart<i64>,
        n: u64,
    ) -> Result<Vec<i64>, Fault> {
        let EntryFilter { condition, leads } = filter;
        if let Some(few) = rare::few(read, leads).await? {
            let entries = read.of::<operation_log::Entity>().filter(C::Seq.is_in(few)).filter(condition.clone());
            let walk = begin.narrow(entries.filter(self.any(read)), C::Seq).select_only().column(C::Seq);
            return seqs(read, walk, n).await;
        }
        self.walked(read, condition, begin, n).await
    }

    /// Walks along the index of each meaning.
    async fn walked(&self, read: &Read, filter: &Condition, begin: PageStart<i64>, n: u64) -> Result<Vec<i64>, Fault> {
        let mut found = BTreeSet::new();
        for meaning in &self.words {
            let meaning = rare::rarest_first(read, meaning).await?;
            let walk = begin.narrow(with_words(read, filter, &meaning), W::Seq).select_only().column(W::Seq);
            found.extend(seqs(read, walk, n).await?);
        }
        for condition in self.exactly() {
            let entries = read.of::<operation_log::Entity>().filter(filter.clone()).filter(condition);
            let walk = begin.narrow(entries, C::Seq).select_only().column(C::Seq);
            found.extend(seqs(read, walk, n).await?);
        }
        let most = usize::try_from(n).unwrap_or(usize::MAX);
        let oldest_first = matches!(begin, PageStart::NewerThan(_));
        Ok(if oldest_first {
            found.into_iter().take(most).collect()
        } else {
            found.into_iter().rev().take(most).collect()
        })
    }

    /// The condition on an entry: it has the words of a meaning, or one of the texts.
    fn any(&self, read: &Read) -> Condition {
        let has = |word: &WordIndex| Expr::exists(also(read, word, C::Seq.into_simple_expr()));
        let meanings = self.words.iter().map(|all| all.iter().map(has).fold(Condition::all(), Condition::add));
        let any = meanings.fold(Condition::any(), Condition::add);
        self.exactly().into_iter().fold(any, Condition::add)
    }

    /// Conditions on an entry, each of which an index serves.
    fn exactly(&self) -> Vec<Expr> {
        let objects = self.about.iter().map(|id| C::ObjectId.eq(id.as_str()));
        objects.chain([C::ObjectId.eq(self.exact.as_str()), C::RequestId.eq(self.exact.as_str())]).collect()
    }
}

/// The rows of a meaning's first word whose entries have the other words and meet the filter.
fn with_words(read: &Read, filter: &Condition, meaning: &[WordIndex]) -> Select<operation_log_word::Entity> {
    let first = meaning.first().map(|word| word.to_vec()).unwrap_or_default();
    let rows = read.of::<operation_log_word::Entity>().filter(W::WordIndex.eq(first));
    let rows = rows.filter(Expr::exists(entry(read, filter)));
    let has = |word: &WordIndex| Expr::exists(also(read, word, W::Seq.into_simple_expr()));
    meaning.iter().skip(1).map(has).fold(rows, QueryFilter::filter)
}

/// The entry of a row of words, in the same log.
fn entry(read: &Read, filter: &Condition) -> SelectStatement {
    let mut entry = Query::select();
    entry.expr(Expr::val(1)).from(operation_log::Entity).and_where(C::TenantId.eq(read.tenant()));
    entry.and_where(C::Seq.into_simple_expr().eq(W::Seq.into_simple_expr()));
    entry.cond_where(filter.clone());
    entry
}

/// A word of the entry with a number.
fn also(read: &Read, word: &WordIndex, seq: Expr) -> SelectStatement {
    const ALSO: &str = "also";
    let mut row = Query::select();
    row.expr(Expr::val(1)).from_as(operation_log_word::Entity, ALSO);
    row.and_where(Expr::col((ALSO, W::TenantId)).eq(read.tenant()));
    row.and_where(Expr::col((ALSO, W::WordIndex)).eq(word.to_vec()));
    row.and_where(Expr::col((ALSO, W::Seq)).eq(seq));
    row
}

/// What is no number, the program has not written: it makes no page look like the last one.
async fn seqs<E: EntityTrait>(read: &Read, query: Select<E>, n: u64) -> Result<Vec<i64>, Fault> {
    let scan = |limit| {
        let query = query.clone().limit(limit);
        async move { read.db().query_all(query.as_query()).await }
    };
    Ok(readable::enough(n, scan, |row| row.try_get_by_index(0).ok()).await?)
}
