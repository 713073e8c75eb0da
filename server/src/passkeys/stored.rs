//! A passkey as it is stored, and what a session keeps between asking and answer.

use crate::entity::passkey;
use crate::fault::Fault;
use crate::keys::TenantKeys;
use crate::seal::Place;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What of a passkey is sealed.
#[derive(Serialize, Deserialize)]
pub struct Stored {
    pub name: String,
    pub key: webauthn_rs::prelude::Passkey,
}

impl Stored {
    pub fn seal(&self, keys: &TenantKeys, id: Uuid) -> Result<Vec<u8>, Fault> {
        let text = serde_json::to_vec(self).map_err(|e| Fault::internal(e.to_string()))?;
        Ok(keys.seal(&place(keys.tenant, id), &text)?)
    }

    pub fn open(keys: &TenantKeys, row: &passkey::Model) -> Result<Stored, Fault> {
        let unreadable = || Fault::internal(format!("passkey {} cannot be read", row.id));
        let text = keys.open(&place(row.tenant_id, row.id), &row.sealed).map_err(|_| unreadable())?;
        serde_json::from_slice(&text).map_err(|_| unreadable())
    }
}

fn place(tenant: Uuid, id: Uuid) -> Place {
    Place { table: "passkey", column: "sealed", tenant: tenant.into_bytes(), row: id.into_bytes() }
}

pub fn hash(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().to_vec()
}
