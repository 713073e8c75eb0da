//! Finds members of companies by words of their names, for staff. Names are sealed, so each word has a blind index, which is
//! written in the transaction that writes the name. A search reads the names of what it finds: a forged word finds nobody else.

use super::find::{every, first};
use crate::base::fold::{self, NameQuery};
use crate::base::is_nameless;
use crate::door::Write;
use crate::door::fault::Fault;
use crate::door::opens::Opens;
use crate::seal::keys::Keys;
use crate::storage::entity::account::{Column as C, Entity, Model};
use crate::storage::entity::account_word::{self, Column as W};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect,
    QueryTrait, Select, Set,
};
use std::collections::HashSet;
use uuid::Uuid;

/// The number of accounts that are read at once, by the upgrade and by the job.
const BLOCK: u64 = 500;

/// Writes the words of a member's name in place of those there were. Staff are found in no search, and neither is a person whose
/// name nobody can read.
pub async fn store(tx: &Write, of: &Model) -> Result<(), Fault> {
    account_word::Entity::delete_many().filter(W::AccountId.eq(of.id)).exec(tx.db()).await?;
    if of.tenant_id.is_none() || is_nameless(&of.name) {
        return Ok(());
    }
    let row = |word: &String| account_word::ActiveModel {
        word_index: Set(tx.app().keys.name_word_index(word)),
        account_id: Set(of.id),
    };
    let rows: Vec<_> = fold::name_words(&of.name).iter().map(row).collect();
    if !rows.is_empty() {
        // Several processes may fill the words of older names at once.
        let once = OnConflict::new().do_nothing().to_owned();
        account_word::Entity::insert_many(rows).on_conflict(once).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// The first members behind an id who have no words yet, in the order of their ids.
pub async fn without(at: &impl Opens, behind: Uuid) -> Result<Vec<Model>, Fault> {
    let own = Expr::col((account_word::Entity, W::AccountId)).equals((Entity, C::Id));
    let any = account_word::Entity::find().select_only().column(W::AccountId).filter(own).into_query();
    let without = every().filter(C::TenantId.is_not_null()).filter(C::Id.gt(behind)).filter(Expr::exists(any).not());
    first(at, without.order_by_asc(C::Id), BLOCK).await
}

/// The members of a block whose names lack a word.
pub struct Lacking {
    pub people: Vec<Model>,
    /// The last member of the block; nothing behind the last block.
    pub last: Option<Uuid>,
}

/// Looks for missing words in the next block of members behind an id.
pub async fn lacking(at: &impl Opens, behind: Uuid) -> Result<Lacking, Fault> {
    let members = every().filter(C::TenantId.is_not_null()).filter(C::Id.gt(behind));
    let mut people = first(at, members.order_by_asc(C::Id), BLOCK).await?;
    let last = people.last().map(|person| person.id);
    let stored = stored(at, people.iter().map(|person| person.id)).await?;
    let keys = &at.app().keys;
    people.retain(|person| {
        let words = fold::name_words(&person.name);
        words.iter().any(|word| !stored.contains(&StoredWord { of: person.id, index: keys.name_word_index(word) }))
    });
    Ok(Lacking { people, last })
}

/// A word that is stored for an account.
#[derive(PartialEq, Eq, Hash)]
struct StoredWord {
    of: Uuid,
    index: Vec<u8>,
}

async fn stored(at: &impl Opens, of: impl Iterator<Item = Uuid>) -> Result<HashSet<StoredWord>, Fault> {
    let rows = account_word::Entity::find().filter(W::AccountId.is_in(of));
    let rows = rows.select_only().column(W::AccountId).column(W::WordIndex);
    let rows = at.db().query_all(rows.as_query()).await?;
    let word = |row: &QueryResult| {
        Some(StoredWord { of: row.try_get_by_index(0).ok()?, index: row.try_get_by_index(1).ok()? })
    };
    Ok(rows.iter().filter_map(word).collect())
}

/// Members whose name matches, in any company or in the given ones, newest first. At most `most` are read.
pub async fn named_like(
    at: &impl Opens,
    name: &NameQuery,
    companies: Option<&[Uuid]>,
    most: u64,
) -> Result<Vec<Model>, Fault> {
    let mut query = matching(&at.app().keys, name);
    if let Some(companies) = companies {
        query = query.filter(C::TenantId.is_in(companies.iter().copied()));
    }
    let mut found = first(at, query.order_by_desc(C::Id), most).await?;
    found.retain(|person| name.matches(&fold::name_words(&person.name)));
    Ok(found)
}

/// Accounts of members that have the indexes of a name: the whole, or each of its words.
fn matching(keys: &Keys, name: &NameQuery) -> Select<Entity> {
    let has = |word: &String| C::Id.in_subquery(with_word(keys.name_word_index(word)));
    let each = name.words.iter().fold(Condition::all(), |all, word| all.add(has(word)));
    let any = Condition::any().add(has(&name.whole)).add(each);
    every().filter(C::TenantId.is_not_null()).filter(any)
}

fn with_word(index: Vec<u8>) -> SelectStatement {
    account_word::Entity::find().select_only().column(W::AccountId).filter(W::WordIndex.eq(index)).into_query()
}
