//! Locks signed rows for a change, and signs them again after it.

use super::row::{Guarded, is_genuine, mac};
use crate::door::Write;
use crate::door::fault::Fault;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, Insert, QueryFilter, QuerySelect};
use uuid::Uuid;

/// Locks a row until the transaction ends. Returns whether it is genuine, both as it was read and as it is now, so that
/// `sign` signs only this transaction's change.
pub async fn hold<M: Guarded>(tx: &Write, row: &M) -> Result<bool, Fault> {
    let there = tx.one(M::Entity::find().filter(M::ID.eq(row.id())).lock_exclusive()).await?.there()?;
    Ok(is_genuine(tx.app(), row) && there.is_some_and(|there| is_genuine(tx.app(), &there)))
}

/// Inserts a row and signs it. Returns false if another row has its unique values; then the transaction is over.
pub async fn insert<M: Guarded>(tx: &Write, id: Uuid, new: Insert<impl ActiveModelTrait>) -> Result<bool, Fault> {
    if !tx.insert_new(new).await? {
        return Ok(false);
    }
    sign::<M>(tx, id).await.map(|()| true)
}

/// Signs a row in its current state: a new one, or one that `hold` found genuine before the change.
pub async fn sign<M: Guarded>(tx: &Write, id: Uuid) -> Result<(), Fault> {
    if let Some(row) = tx.one(M::Entity::find().filter(M::ID.eq(id))).await?.there()? {
        let mac = Expr::value(mac(tx.app(), &row));
        let update = M::Entity::update_many().col_expr(M::MAC, mac);
        update.filter(M::ID.eq(id)).exec(tx.db()).await?;
    }
    Ok(())
}

/// Signs all rows of a table that carry a signature, at the first start of a version that signs them.
pub async fn sign_all<M: Guarded>(tx: &Write) -> Result<(), Fault> {
    for row in M::Entity::find().filter(M::signed()).all(tx.db()).await? {
        sign::<M>(tx, row.id()).await?;
    }
    Ok(())
}
