//! The sealed part of an account.

use crate::door::fault::Fault;
use crate::seal::Place;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::account::Stored;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
pub struct Named {
    pub name: String,
    pub email: String,
}

impl Named {
    pub fn seal(&self, keys: &TenantKeys, id: Uuid) -> Result<String, Fault> {
        let text = serde_json::to_string(self).map_err(|e| Fault::internal(e.to_string()))?;
        Ok(keys.seal_text(&place(keys.tenant, id), &text)?)
    }

    pub fn open(keys: &TenantKeys, row: &Stored) -> Result<Named, Fault> {
        let unreadable = || Fault::internal(format!("account {} cannot be read", row.id));
        let text = keys.open_text(&place(keys.tenant, row.id), &row.sealed).map_err(|_| unreadable())?;
        serde_json::from_str(&text).map_err(|_| unreadable())
    }
}

/// The sealing context. Accounts of staff use the provider's key.
fn place(tenant: Uuid, id: Uuid) -> Place {
    Place { table: "account", column: "sealed", tenant: tenant.into_bytes(), row: id.into_bytes() }
}
