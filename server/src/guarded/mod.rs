//! Signs rows with a key that is not in the database, as account rows are signed (S10). Otherwise a person who can
//! write to the database could forge who made a request, who agreed and for whom, and do alone what takes two people.
//! The same key signs second steps, so that codes by mail cannot replace an app, and companies and the networks that
//! they allow. A forged row has no effect and raises an alarm. It can be ended, but that does not make it genuine.

mod says;

use crate::door::Write;
use crate::fault::Fault;
use crate::state::App;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// A row with a signature.
pub trait Guarded: Sized + Send + Sync {
    type Entity: EntityTrait<Model = Self>;

    const TABLE: &'static str;
    const ID: <Self::Entity as EntityTrait>::Column;
    const MAC: <Self::Entity as EntityTrait>::Column;

    fn id(&self) -> Uuid;

    fn mac(&self) -> Option<&[u8]>;

    /// The signed content besides the id: everything that decides what the row does, and its state.
    fn says(&self) -> Vec<Vec<u8>>;
}

fn signed<M: Guarded, T>(row: &M, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    let (id, says) = (row.id(), row.says());
    let parts: Vec<&[u8]> = std::iter::once(id.as_bytes().as_slice()).chain(says.iter().map(Vec::as_slice)).collect();
    then(&parts)
}

/// The signature of a row in its current state.
pub fn mac<M: Guarded>(app: &App, row: &M) -> Vec<u8> {
    signed(row, |parts| app.keys.rows().sign(M::TABLE, parts))
}

/// True if only the program has written a row.
pub fn fits<M: Guarded>(app: &App, row: &M) -> bool {
    signed(row, |parts| app.keys.rows().fits(M::TABLE, parts, row.mac()))
}

/// The same for a row that decides something: a forged one raises an alarm.
pub fn is_genuine<M: Guarded>(app: &App, row: &M) -> bool {
    let genuine = fits(app, row);
    if !genuine {
        let as_found = [mac(app, row).as_slice(), row.mac().unwrap_or_default()].concat();
        app.alarms.raise(M::TABLE, row.id().to_string(), &as_found);
    }
    genuine
}

/// Locks a row until the transaction ends. Returns whether it is genuine, both as it was read and as it is now, so that
/// `sign` signs only this transaction's change.
pub async fn hold<M: Guarded>(tx: &Write, row: &M) -> Result<bool, Fault> {
    let there = M::Entity::find().filter(M::ID.eq(row.id())).lock_exclusive().one(tx.db()).await?;
    Ok(is_genuine(tx.app(), row) && there.is_some_and(|there| is_genuine(tx.app(), &there)))
}

/// Signs a row in its current state: a new one, or one that `hold` found genuine before the change.
pub async fn sign<M: Guarded>(tx: &Write, id: Uuid) -> Result<(), Fault> {
    if let Some(row) = M::Entity::find().filter(M::ID.eq(id)).one(tx.db()).await? {
        let mac = Expr::value(mac(tx.app(), &row));
        let update = M::Entity::update_many().col_expr(M::MAC, mac);
        update.filter(M::ID.eq(id)).exec(tx.db()).await?;
    }
    Ok(())
}

/// Signs all rows of a table, at the first start of a version that signs them.
pub async fn sign_all<M: Guarded>(tx: &Write) -> Result<(), Fault> {
    for row in M::Entity::find().all(tx.db()).await? {
        sign::<M>(tx, row.id()).await?;
    }
    Ok(())
}
