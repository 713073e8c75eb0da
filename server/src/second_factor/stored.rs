//! The second step of an account as it is stored.

use super::recovery;
use crate::door::Write;
use crate::fault::Fault;
use crate::storage::entity::account;
use crate::storage::entity::authenticator::{self, Column as C};
use crate::{guarded, people};
use chrono::{DateTime, Utc};
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;
use uuid::Uuid;

/// Puts what is new beside what is in force; of a row that is not genuine nothing stays in force.
pub async fn put(tx: &Write, account: Uuid, row: authenticator::ActiveModel) -> Result<(), Fault> {
    let mut columns = vec![C::SealedNew, C::ByMailNew, C::ProvedStep, C::ChangedAt];
    if held(tx, account).await?.is_none() {
        columns.extend([C::TenantId, C::Sealed, C::LastStep, C::ByMail]);
    }
    let anew = OnConflict::column(C::AccountId).update_columns(columns).to_owned();
    authenticator::Entity::insert(row).on_conflict(anew).exec_without_returning(tx.db()).await?;
    guarded::sign::<authenticator::Model>(tx, account).await
}

/// The row of an account, if it is genuine; it is held until the transaction ends.
pub async fn held(tx: &Write, account: Uuid) -> Result<Option<authenticator::Model>, Fault> {
    let Some(row) = authenticator::Entity::find_by_id(account).one(tx.db()).await? else { return Ok(None) };
    Ok(guarded::hold(tx, &row).await?.then_some(row))
}

/// An account whose password alone is enough again.
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
