//! Writes signed rows: new ones, changes of rows that are locked meanwhile, and ends. What is signed is the row in hand, and
//! exactly that is written, in one statement.

use super::check::{genuine, take};
use super::row::{CHANGES, Guarded, fact, mac, sign};
use crate::door::Write;
use crate::door::fault::Fault;
use crate::state::known_rows::{ENDED, RowFact};
use crate::storage::entity::account;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, Iterable, QueryFilter, QuerySelect};
use std::ops::Deref;
use uuid::Uuid;

/// A genuine row, locked until the transaction ends.
pub struct Held<M> {
    row: M,
    /// False for a row that is signed for the first time.
    checked: bool,
}

impl<M> Deref for Held<M> {
    type Target = M;

    fn deref(&self) -> &M {
        &self.row
    }
}

/// Locks a row until the transaction ends. Returns nothing for a forged one: the row must be genuine both as it was read and
/// as it is now.
pub async fn hold<M: Guarded>(tx: &Write, row: &M) -> Result<Option<Held<M>>, Fault> {
    let was_genuine = take(tx, &mut row.clone()).await?;
    let there = tx.one(M::Entity::find().filter(M::ID.eq(row.id())).lock_exclusive()).await?.there()?;
    let Some(mut there) = there else { return Ok(None) };
    Ok((take(tx, &mut there).await? && was_genuine).then_some(Held::locked(there)))
}

impl<M: Guarded> Held<M> {
    /// A row that the caller has locked and checked. `hold` does both; only companies are locked in another way.
    pub(crate) fn locked(row: M) -> Held<M> {
        Held { row, checked: true }
    }

    /// A locked row that nothing has checked before.
    pub(crate) fn unchecked(row: M) -> Held<M> {
        Held { row, checked: false }
    }

    /// Changes the row and signs it. Returns false if it was not stored.
    pub async fn store(self, tx: &Write, change: impl FnOnce(&mut M)) -> Result<bool, Fault> {
        let Held { mut row, checked } = self;
        let before = row.version();
        change(&mut row);
        row.set_version(before.saturating_add(1));
        sign(tx.app(), &mut row);
        let of = M::Entity::update_many().filter(M::ID.eq(row.id())).filter(M::VERSION.eq(before));
        let mut whole = row.clone().whole();
        // The id stays. If it were written, SQLite would look up every row that refers to it.
        whole.not_set(M::ID);
        let stored = of.set(whole).exec(tx.db()).await?.rows_affected == 1;
        if stored && checked {
            tx.changes(M::TABLE, row.id(), row.version());
        } else if stored {
            tx.learns(fact(&row));
        }
        Ok(stored)
    }
}

/// Signs a new row and inserts it. Returns false if another row has its unique values; then the transaction is over.
pub async fn insert<M: Guarded>(tx: &Write, mut row: M) -> Result<bool, Fault> {
    sign(tx.app(), &mut row);
    tx.learns(fact(&row));
    tx.insert_new(M::Entity::insert(row.whole())).await
}

/// Signs and inserts a row of an account. The row counts since the version that the account has now.
pub async fn insert_of<M: Guarded>(tx: &Write, of: &account::Stored, mut row: M) -> Result<bool, Fault> {
    let known = row.owner().map_or(0, |owner| tx.app().known_rows.version(M::TABLE, owner));
    row.set_version(of.version.max(known).saturating_mul(CHANGES));
    insert(tx, row).await
}

/// The first version of a row whose id had a row before: newer than any known, and than those of other processes, which
/// begin with the time as well.
fn next<M: Guarded>(tx: &Write, id: Uuid) -> i64 {
    let known = tx.app().known_rows.version(M::TABLE, id);
    known.saturating_add(1).max(tx.app().clock.now().timestamp())
}

/// Signs a new row and puts it in the place of a forged one, or where there was one before.
pub async fn replace<M: Guarded>(tx: &Write, mut row: M) -> Result<(), Fault> {
    row.set_version(next::<M>(tx, row.id()));
    sign(tx.app(), &mut row);
    tx.learns(fact(&row));
    let all = <M::Entity as EntityTrait>::Column::iter();
    let instead = OnConflict::column(M::ID).update_columns(all).to_owned();
    M::Entity::insert(row.whole()).on_conflict(instead).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Deletes a row whose id may get another one. None of the rows until now is valid any more.
pub async fn delete<M: Guarded>(tx: &Write, id: Uuid) -> Result<(), Fault> {
    let there = tx.one(M::Entity::find().filter(M::ID.eq(id)).lock_exclusive()).await?;
    let newest = genuine(tx, there.or_none()).await?.map_or(0, |row| row.version().saturating_add(1));
    M::Entity::delete_many().filter(M::ID.eq(id)).exec(tx.db()).await?;
    tx.learns(RowFact::version(M::TABLE, id, next::<M>(tx, id).max(newest)));
    Ok(())
}

/// Ends a locked row as it is in hand, and signs it as the last of its versions. It is over also where the database drops the
/// change, and a forged one is the program's from then on.
pub async fn end<M: Guarded>(tx: &Write, mut row: M) -> Result<(), Fault> {
    row.set_version(ENDED);
    sign(tx.app(), &mut row);
    let mut whole = row.clone().whole();
    whole.not_set(M::ID);
    M::Entity::update_many().set(whole).filter(M::ID.eq(row.id())).exec(tx.db()).await?;
    ended::<M>(tx, row.id());
    Ok(())
}

/// Notes that a row is over for good: it was deleted, is signed as the last version, or carries no signature any more.
pub fn ended<M: Guarded>(tx: &Write, id: Uuid) {
    tx.learns(RowFact::ended(M::TABLE, id));
}

/// Signs a row as it was read, at the first start of a version that signs its table.
pub async fn sign_first<M: Guarded>(tx: &Write, row: &M) -> Result<(), Fault> {
    let update = M::Entity::update_many().col_expr(M::MAC, Expr::value(mac(tx.app(), row)));
    update.filter(M::ID.eq(row.id())).exec(tx.db()).await?;
    Ok(())
}

/// Signs all rows of a table that carry a signature, as they were read.
pub async fn sign_all<M: Guarded>(tx: &Write) -> Result<(), Fault> {
    for row in M::Entity::find().filter(M::signed()).all(tx.db()).await? {
        sign_first(tx, &row).await?;
    }
    Ok(())
}

/// Signs the rows of a table that have no signature yet, and returns their number. What nobody can read gets none.
pub async fn sign_unsigned<M: Guarded>(tx: &Write) -> Result<u64, Fault> {
    let unsigned = tx.all(M::Entity::find().filter(M::MAC.is_null()).lock_exclusive()).await?;
    for row in &unsigned {
        sign_first(tx, row).await?;
    }
    Ok(unsigned.len() as u64)
}
