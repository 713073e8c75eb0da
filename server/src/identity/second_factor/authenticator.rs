//! The stored second step of an account.

use super::recovery;
use crate::door::fault::Fault;
use crate::door::guarded::{self, Held};
use crate::door::people;
use crate::door::{Write, second_step};
use crate::storage::entity::account;
use crate::storage::entity::authenticator::Model;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A second step during setup.
pub struct NewStep {
    /// The secret of an app.
    pub sealed: Option<Vec<u8>>,
    pub by_mail: bool,
}

/// Stores a new second step beside the one in force. If the row is forged, its old second step is removed.
pub async fn put(tx: &Write, account: Uuid, new: NewStep) -> Result<(), Fault> {
    let changed_at = tx.app().clock.now();
    let begin =
        |row: Model| Model { sealed_new: new.sealed, by_mail_new: new.by_mail, proved_step: None, changed_at, ..row };
    match held(tx, account).await? {
        Some(held) => {
            let stored = held.store(tx, |row| *row = begin(row.clone())).await?;
            stored.then_some(()).ok_or_else(|| Fault::internal("a second step was not stored"))
        }
        None => guarded::replace(tx, begin(nothing(tx.tenant(), account, changed_at))).await,
    }
}

/// A row without a second step.
fn nothing(tenant_id: Uuid, account_id: Uuid, changed_at: DateTime<Utc>) -> Model {
    Model {
        account_id,
        tenant_id,
        sealed: None,
        last_step: 0,
        sealed_new: None,
        proved_step: None,
        changed_at,
        by_mail: false,
        by_mail_new: false,
        version: 0,
        mac: None,
    }
}

/// Returns the row of an account, if it is genuine, locked until the transaction ends.
pub async fn held(tx: &Write, account: Uuid) -> Result<Option<Held<Model>>, Fault> {
    let Some(row) = second_step::stored(tx.app(), tx.db(), account).await? else { return Ok(None) };
    guarded::hold(tx, &row).await
}

/// Removes the second step of an account, so that the password alone is enough.
pub async fn remove(tx: &Write, account: Uuid) -> Result<(), Fault> {
    guarded::delete::<Model>(tx, account).await?;
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
