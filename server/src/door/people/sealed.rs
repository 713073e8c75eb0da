//! The sealed part of an account.

use crate::door::fault::Fault;
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, Unreadable};
use crate::storage::entity::account::{self, Stored};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
pub struct AccountDetails {
    pub name: String,
    pub email: String,
}

/// Accounts of staff use the provider's key.
const SEALED: Sealed<account::Entity, AccountDetails> = Sealed::column("sealed");

impl AccountDetails {
    pub fn seal(&self, keys: &TenantKeys, id: Uuid) -> Result<String, Fault> {
        Ok(SEALED.seal_text(keys, id, self)?)
    }

    pub fn open(keys: &TenantKeys, row: &Stored) -> Result<AccountDetails, Unreadable> {
        SEALED.open_text(keys, keys.row(row.id), &row.sealed)
    }
}
