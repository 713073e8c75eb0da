//! The stored second step of an account.

use super::recovery;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::people;
use crate::door::{Write, second_step};
use crate::storage::entity::account;
use crate::storage::entity::authenticator::{self, Column as C};
use chrono::{DateTime, Utc};
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;
use uuid::Uuid;

/// Stores a new second step beside the one in force. If the row is forged, its old second step is removed.
pub async fn put(tx: &Write, account: Uuid, row: authenticator::ActiveModel) -> Result<(), Fault> {
    let mut columns = vec![C::SealedNew, C::ByMailNew, C::ProvedStep, C::ChangedAt];
    if held(tx, account).await?.is_none() {
        columns.extend([C::TenantId, C::Sealed, C::LastStep, C::ByMail]);
    }
    let anew = OnConflict::column(C::AccountId).update_columns(columns).to_owned();
    authenticator::Entity::insert(row).on_conflict(anew).exec_without_returning(tx.db()).await?;
    guarded::sign::<authenticator::Model>(tx, account).await
}

/// Returns the row of an account, if it is genuine, locked until the transaction ends.
pub async fn held(tx: &Write, account: Uuid) -> Result<Option<authenticator::Model>, Fault> {
    let Some(row) = second_step::stored(tx.app(), tx.db(), account).await? else { return Ok(None) };
    Ok(guarded::hold(tx, &row).await?.then_some(row))
}

/// Removes the second step of an account, so that the password alone is enough.
pub async fn remove(tx: &Write, account: Uuid) -> Result<(), Fault> {
    authenticator::Entity::delete_by_id(account).exec(tx.db()).await?;
    recovery::drop_all(tx, account).await?;
    set_since(tx, account, None).await
}

pub async fn set_since(tx: &Write, account: Uuid, at: Option<DateTime<Utc>>) -> Result<(), Fault> {
    let set = |row: &mut account::Stored| {
        row.second_factor_at = at;
        true
    };
    people::change(tx, account, set).await.map(drop)
}
