//! Requests that several people decide one after the other are signed, as accounts are (S10): otherwise whoever writes to the
//! database would say who asked, who agreed and for whom, and one person would do alone what takes two. A row that is not
//! genuine does nothing and is an alarm; it can be ended, and never becomes genuine by that. So is what somebody's second step
//! is: otherwise an app would be made a code by mail; and so are companies and the networks that they allow.

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

    /// What is signed beside the id: all that decides what the row does, and where it stands.
    fn says(&self) -> Vec<Vec<u8>>;
}

fn signed<M: Guarded, T>(row: &M, then: impl FnOnce(&[&[u8]]) -> T) -> T {
    let (id, says) = (row.id(), row.says());
    let parts: Vec<&[u8]> = std::iter::once(id.as_bytes().as_slice()).chain(says.iter().map(Vec::as_slice)).collect();
    then(&parts)
}

/// The signature of a row as it stands.
pub fn mac<M: Guarded>(app: &App, row: &M) -> Vec<u8> {
    signed(row, |parts| app.keys.rows().sign(M::TABLE, parts))
}

/// Whether the program has left a row as it is.
pub fn fits<M: Guarded>(app: &App, row: &M) -> bool {
    signed(row, |parts| app.keys.rows().fits(M::TABLE, parts, row.mac()))
}

/// The same for whoever goes by the row: if it is not, that is an alarm.
pub fn is_genuine<M: Guarded>(app: &App, row: &M) -> bool {
    let genuine = fits(app, row);
    if !genuine {
        let as_found = [mac(app, row).as_slice(), row.mac().unwrap_or_default()].concat();
        app.alarms.raise(M::TABLE, row.id().to_string(), &as_found);
    }
    genuine
}

/// Whether a row that was read is genuine, and still so as it stands. It is held until the transaction ends, so that what
/// `sign` signs after the change is that change alone.
pub async fn hold<M: Guarded>(tx: &Write, row: &M) -> Result<bool, Fault> {
    let there = M::Entity::find().filter(M::ID.eq(row.id())).lock_exclusive().one(tx.db()).await?;
    Ok(is_genuine(tx.app(), row) && there.is_some_and(|there| is_genuine(tx.app(), &there)))
}

/// Signs a row as it stands: one that is new, or that was held as genuine before it was changed.
pub async fn sign<M: Guarded>(tx: &Write, id: Uuid) -> Result<(), Fault> {
    if let Some(row) = M::Entity::find().filter(M::ID.eq(id)).one(tx.db()).await? {
        let mac = Expr::value(mac(tx.app(), &row));
        let update = M::Entity::update_many().col_expr(M::MAC, mac);
        update.filter(M::ID.eq(id)).exec(tx.db()).await?;
    }
    Ok(())
}

/// For the first start of a program that signs.
pub async fn sign_all<M: Guarded>(tx: &Write) -> Result<(), Fault> {
    for row in M::Entity::find().all(tx.db()).await? {
        sign::<M>(tx, row.id()).await?;
    }
    Ok(())
}
