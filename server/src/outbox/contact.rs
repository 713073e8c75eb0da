//! A contact in its stored form: name and address sealed, kinds as codes.

use crate::base::nameless;
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, Unreadable};
use crate::storage::entity::contact;
use app::contacts::kinds::ContactKind;
use app::text::Lang;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The sealed part of a contact.
#[derive(Serialize, Deserialize)]
pub struct ContactDetails {
    pub name: String,
    pub email: String,
    #[serde(default)]
    pub telephone: String,
    /// The time of the last change of the telephone number.
    #[serde(default)]
    pub telephone_since: Option<DateTime<Utc>>,
}

pub const SEALED: Sealed<contact::Entity, ContactDetails> = Sealed::column("sealed");

impl ContactDetails {
    /// What stands for a contact that nobody can read. Nothing is written to it.
    pub fn unreadable(id: Uuid) -> ContactDetails {
        ContactDetails { name: nameless(id), email: String::new(), telephone: String::new(), telephone_since: None }
    }

    pub fn open(keys: &TenantKeys, row: &contact::Model) -> Result<ContactDetails, Unreadable> {
        SEALED.open(keys, row, &row.sealed)
    }
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
