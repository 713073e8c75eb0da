//! Finds end users by the filters of the list, newest first. Every search follows an index that ends in the id, so a
//! page costs the same among a million rows as among ten thousand: nothing is counted, skipped or sorted.
//!
//! Typed text can have several meanings. Each is searched separately, and the newest results of all are merged.

mod has;
#[cfg(test)]
mod tests;

use super::csv::Provider;
use super::index::{Indexes, spellings};
use crate::base::fold;
use crate::door::fault::Fault;
use crate::door::paging::{self, PageStart};
use crate::door::{Read, readable};
use crate::seal::keys::TenantKeys;
use crate::storage::entity::end_user;
use app::end_users::api::EndUserFilter;
use app::kit::Total;
use has::{Has, IndexScan};
use sea_orm::sea_query::{Asterisk, Expr, Func, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, Select};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// A match, with its row unless that is gone or cannot be read.
pub struct Match {
    pub id: Uuid,
    pub row: Option<end_user::Model>,
}

/// The number of matches examined to find the rarest of several conditions.
const PROBE: u64 = 500;

/// The conditions of the list.
#[derive(Clone, Debug)]
pub struct Search {
    tenant: Uuid,
    /// The meanings of the typed text, each with its conditions; `None` if nothing was typed.
    meanings: Option<Vec<Vec<Has>>>,
    /// Conditions that apply to every meaning.
    every: Vec<Has>,
}

impl Search {
    /// Reads the filters. An unknown provider finds nobody.
    pub fn new(keys: &TenantKeys, filter: &EndUserFilter) -> Search {
        let index = Indexes(keys);
        let typed = filter.q.trim();
        let mut search = Search { tenant: keys.tenant, meanings: None, every: Vec::new() };
        if !typed.is_empty() {
            search.meanings = Some(meanings(index, typed));
        }
        if !filter.provider.is_empty() {
            match Provider::from_name(&filter.provider) {
                Some(provider) => search.every.push(Has::Provider(provider)),
                None => search.meanings = Some(Vec::new()),
            }
        }
        if !filter.prefecture.is_empty() {
            search.every.push(Has::Prefecture(index.prefecture(&filter.prefecture)));
        }
        search
    }

    /// The number of matches, counted up to `Total::MOST` along the indexes of the list.
    pub async fn total(&self, read: &Read) -> Result<Total, Fault> {
        let scan = IndexScan { tenant: self.tenant, page: Some((PageStart::Start, Total::MOST + 1)) };
        let mut each = Vec::new();
        for meaning in self.meanings.as_deref().unwrap_or(&[Vec::new()]) {
            let all: Vec<Has> = meaning.iter().chain(&self.every).cloned().collect();
            each.push(scan.along(&self.rarest_first(read, all).await?));
        }
        match together(each) {
            Some(ids) => paging::total_of(read.db(), ids).await,
            None => Ok(Total::Exactly(0)),
        }
    }

    /// The matching end users from the start of the page, in its order.
    pub async fn rows(&self, read: &Read, begin: PageStart<Uuid>, limit: u64) -> Result<Vec<Match>, Fault> {
        let mut found = BTreeSet::new();
        for meaning in self.meanings.as_deref().unwrap_or(&[Vec::new()]) {
            let all: Vec<Has> = meaning.iter().chain(&self.every).cloned().collect();
            let all = self.rarest_first(read, all).await?;
            found.extend(self.ids(read, &all, begin, limit).await?);
        }
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let newer = matches!(begin, PageStart::NewerThan(_));
        let nearest: Vec<Uuid> =
            if newer { found.into_iter().take(most).collect() } else { found.into_iter().rev().take(most).collect() };
        let rows = read.of::<end_user::Entity>().filter(end_user::Column::Id.is_in(nearest.iter().copied()));
        let mut rows: HashMap<_, _> = read.all(rows).await?.into_iter().map(|row| (row.id, row)).collect();
        Ok(nearest.into_iter().map(|id| Match { id, row: rows.remove(&id) }).collect())
    }

    async fn ids(&self, read: &Read, all: &[Has], begin: PageStart<Uuid>, wanted: u64) -> Result<Vec<Uuid>, Fault> {
        let scan = |limit| {
            let along = IndexScan { tenant: self.tenant, page: Some((begin, limit)) }.along(all);
            async move { read.db().query_all(&along).await }
        };
        // What is no id, the program has not written: it makes no page look like the last one.
        Ok(readable::enough(wanted, scan, |row| row.try_get_by_index(0).ok()).await?)
    }

    /// Puts the condition with the fewest matches first; among several words, the one that a short look finds least
    /// often.
    async fn rarest_first(&self, read: &Read, mut all: Vec<Has>) -> Result<Vec<Has>, Fault> {
        all.sort_by_key(Has::rank);
        let words = all.iter().filter(|has| has.rank() == all[0].rank()).count();
        if words < 2 {
            return Ok(all);
        }
        let (mut rarest, mut fewest) = (0, i64::MAX);
        for at in 0..words {
            let filtered: Vec<Has> = std::iter::once(&all[at]).chain(&all[words..]).cloned().collect();
            let found = self.probe(read, &filtered).await?;
            if found < fewest {
                (rarest, fewest) = (at, found);
            }
        }
        all.swap(0, rarest);
        Ok(all)
    }

    /// The number of matches within a short look.
    async fn probe(&self, read: &Read, all: &[Has]) -> Result<i64, Fault> {
        let some = IndexScan { tenant: self.tenant, page: Some((PageStart::Start, PROBE)) }.along(all);
        let count = Query::select().expr(Func::count(Expr::val(1))).from_subquery(some, "some").to_owned();
        let row = read.db().query_one(&count).await?;
        Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
    }
}

/// The ids that any of the queries finds, each once. Every query has a limit of its own.
fn together(each: Vec<SelectStatement>) -> Option<SelectStatement> {
    let all = |ids| Query::select().column(Asterisk).from_subquery(ids, "ids").to_owned();
    let mut each = each.into_iter().map(all);
    let mut any = each.next()?;
    for other in each {
        any.union(UnionType::Distinct, other);
    }
    Some(any)
}

/// All possible meanings of typed text.
fn meanings(index: Indexes<'_>, typed: &str) -> Vec<Vec<Has>> {
    let query = fold::query(typed);
    let mut any = Vec::new();
    if let Some(id) = &query.customer_id {
        let exact = std::iter::once(typed.to_owned()).chain(spellings(id));
        any.push(vec![Has::Customer(exact.map(|id| index.customer(&id)).collect())]);
        any.push(vec![Has::Word(index.customer_word(id))]);
    }
    any.extend(query.email.map(|email| vec![Has::Email(index.email(&email))]));
    any.extend(query.phone.map(|phone| vec![Has::Phone(index.phone(&phone))]));
    if let Some(name) = query.name {
        any.push(vec![Has::Word(index.name_word(&name.whole))]);
        if name.words.len() > 1 {
            any.push(name.words.iter().map(|word| Has::Word(index.name_word(word))).collect());
        }
    }
    any
}

/// Narrows a query for end users of the keys' company to those who match, in any order. Counts and exports use it,
/// because they read all of them. Lists use [`Search::rows`].
pub fn narrow(
    mut query: Select<end_user::Entity>,
    filter: &EndUserFilter,
    keys: &TenantKeys,
) -> Select<end_user::Entity> {
    let search = Search::new(keys, filter);
    for has in &search.every {
        query = query.filter(has.of_row(search.tenant));
    }
    let Some(meanings) = &search.meanings else { return query };
    let scan = IndexScan { tenant: search.tenant, page: None };
    let mut each = meanings.iter().map(|all| scan.along(all));
    let Some(mut any) = each.next() else { return query.filter(Condition::any().add(Expr::val(false))) };
    for other in each {
        any.union(UnionType::Distinct, other);
    }
    query.filter(end_user::Column::Id.in_subquery(any))
}
