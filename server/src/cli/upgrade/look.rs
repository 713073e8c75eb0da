//! Looks in the database whether there are rows of a kind, and whether any of them is signed.

use super::kind::RowKind;
use crate::door::fault::Fault;
use crate::door::guarded::{self, Guarded};
use crate::door::people;
use crate::door::people::guard::{self, Covers};
use crate::state::AppState;
use crate::storage::blocks;
use crate::storage::entity::{access_consent, account, contact, export, tenant};
use crate::storage::rows::Row;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};
use std::ops::ControlFlow;

impl RowKind {
    /// Returns whether there are rows of this kind, and whether any of them is signed.
    pub async fn look(self, app: &AppState, db: &impl ConnectionTrait) -> Result<(bool, bool), Fault> {
        let accounts = people::every();
        match self {
            RowKind::Accounts => any(db, accounts, account::Column::Mac).await,
            RowKind::Companies => any(db, tenant::Entity::find(), tenant::Column::Mac).await,
            RowKind::PasswordDates => covers_more(app, db, &accounts, Covers::Rights).await,
            RowKind::Locks => covers_more(app, db, &accounts, Covers::Dates).await,
            RowKind::Exports => exports(db, accounts).await,
            RowKind::EndedConsents => ended_consents(app, db, accounts).await,
        }
    }
}

/// Returns whether there is a database in use, and whether any of its exports and contacts is signed. If there are none,
/// nothing is left to sign.
async fn exports(db: &impl ConnectionTrait, accounts: Select<account::Entity>) -> Result<(bool, bool), Fault> {
    let (in_use, _) = any(db, accounts, account::Column::Mac).await?;
    let exports = any_of::<export::Model>(db).await?;
    let contacts = any_of::<contact::Model>(db).await?;
    let there = exports.0 || contacts.0;
    Ok((in_use || there, !there || exports.1 || contacts.1))
}

/// Looks at revoked consents in the same way. Earlier versions left the wrong signature of a forged one, so it takes one that fits.
async fn ended_consents(
    app: &AppState,
    db: &impl ConnectionTrait,
    accounts: Select<account::Entity>,
) -> Result<(bool, bool), Fault> {
    let (in_use, _) = any(db, accounts, account::Column::Mac).await?;
    let mut there = false;
    let look = |row: Row<access_consent::Entity>| {
        there = true;
        let signed = row.model.is_ok_and(|consent| guarded::fits(app, &consent));
        if signed { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let ended = ended::<access_consent::Model>(access_consent::Column::EndedAt);
    let signed = blocks::each(db, &ended, &[access_consent::Column::Id], look).await?.is_some();
    Ok((in_use || there, !there || signed))
}

/// The rows of a table that have an end.
pub fn ended<M: Guarded>(end: <M::Entity as EntityTrait>::Column) -> Select<M::Entity> {
    M::Entity::find().filter(end.is_not_null())
}

async fn any_of<M: Guarded>(db: &impl ConnectionTrait) -> Result<(bool, bool), Fault> {
    any(db, M::Entity::find(), M::MAC).await
}

/// Returns whether there are rows, and whether any has a signature. Reads no columns.
async fn any<E: EntityTrait>(
    db: &impl ConnectionTrait,
    all: Select<E>,
    mac: impl ColumnTrait,
) -> Result<(bool, bool), Fault> {
    let all = all.limit(1);
    let signed = all.clone().filter(mac.is_not_null());
    Ok((db.query_one(all.as_query()).await?.is_some(), db.query_one(signed.as_query()).await?.is_some()))
}

/// Returns whether there are accounts, and whether their signatures cover more than `covers`: at least one does, or none
/// covers exactly that.
async fn covers_more(
    app: &AppState,
    db: &impl ConnectionTrait,
    accounts: &Select<account::Entity>,
    covers: Covers,
) -> Result<(bool, bool), Fault> {
    let (key, mut there, mut before) = (app.keys.rows(), false, false);
    let look = |row: Row<account::Entity>| {
        there = true;
        let Ok(row) = row.model else { return ControlFlow::Continue(()) };
        before |= guard::is_genuine_as(key, &row, covers);
        if guard::is_genuine_beyond(key, &row, covers) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let signed = blocks::each(db, accounts, &[account::Column::Id], look).await?.is_some();
    Ok((there, signed || !before))
}
