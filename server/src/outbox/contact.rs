//! A contact in its stored form: name and address sealed, kinds as codes.

use crate::door::fault::Fault;
use crate::seal::Place;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::contact;
use app::contacts::kinds::ContactKind;
use app::text::Lang;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The sealed part of a contact.
#[derive(Serialize, Deserialize)]
pub struct Stored {
    pub name: String,
    pub email: String,
    #[serde(default)]
    pub telephone: String,
    /// The time of the last change of the telephone number.
    #[serde(default)]
    pub telephone_since: Option<DateTime<Utc>>,
}

impl Stored {
    pub fn seal(&self, keys: &TenantKeys, id: Uuid) -> Result<Vec<u8>, Fault> {
        let text = serde_json::to_vec(self).map_err(|e| Fault::internal(e.to_string()))?;
        Ok(keys.seal(&place(keys.tenant, id), &text)?)
    }

    /// What stands for a contact that nobody can read. Nothing is written to it.
    pub fn unreadable(row: &contact::Model) -> Stored {
        Stored { name: row.id.to_string(), email: String::new(), telephone: String::new(), telephone_since: None }
    }

    pub fn open(keys: &TenantKeys, row: &contact::Model) -> Result<Stored, Fault> {
        let unreadable = || Fault::internal(format!("contact {} cannot be read", row.id));
        let text = keys.open(&place(row.tenant_id, row.id), &row.sealed).map_err(|_| unreadable())?;
        serde_json::from_slice(&text).map_err(|_| unreadable())
    }
}

pub const TABLE: &str = "contact";

fn place(tenant: Uuid, id: Uuid) -> Place {
    Place { table: TABLE, column: "sealed", tenant: tenant.into_bytes(), row: id.into_bytes() }
}

/// The language of a contact's mails.
pub fn lang(row: &contact::Model) -> Lang {
    Lang::from_tag(&row.language).unwrap_or_default()
}

pub fn codes(kinds: &[ContactKind]) -> String {
    kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(",")
}

pub fn kinds(codes: &str) -> Vec<ContactKind> {
    codes.split(',').filter_map(ContactKind::from_code).collect()
}
