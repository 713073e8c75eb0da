//! Contacts as pages show them.

use crate::door::Read;
use crate::entity::contact;
use crate::fault::Fault;
use crate::keys::TenantKeys;
use crate::mail::contact::{Stored, kinds};
use crate::view;
use app::contacts::api::Contact;
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

/// As pages show it.
pub fn shown(keys: &TenantKeys, row: &contact::Model) -> Result<Contact, Fault> {
    let Stored { name, email, telephone, telephone_since } = Stored::open(keys, row)?;
    Ok(Contact {
        id: row.id.to_string(),
        name,
        email,
        telephone,
        telephone_since: telephone_since.map(view::day),
        kinds: kinds(&row.kinds),
        language: row.language.clone(),
        created: view::when(row.created_at),
        confirmed: row.confirmed_at.map(view::when),
        undelivered: None,
    })
}

/// What a contact of the company is called, and where it is written to.
pub async fn name(read: &Read, id: Uuid) -> Result<String, Fault> {
    let row = read.of::<contact::Entity>().filter(contact::Column::Id.eq(id)).one(read.db()).await?;
    let Stored { name, email, .. } = Stored::open(&*read.keys().await?, &row.ok_or(Fault::NotFound)?)?;
    Ok(format!("{name} ({email})"))
}
