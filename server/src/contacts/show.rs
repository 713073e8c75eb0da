//! Contacts for the pages.

use crate::base::when::{self, when};
use crate::door::fault::Fault;
use crate::door::{Read, Request, Write, read_id};
use crate::mail::contact::{Stored, kinds};
use crate::mail::undelivered;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::contact::{self, Column as C};
use app::contacts::api::{Contact, VIEW};
use app::error::AppError;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub async fn list(request: &Request) -> Result<Vec<Contact>, Fault> {
    let read = request.read(VIEW).await?;
    let rows = read.of::<contact::Entity>().order_by_asc(C::Id).all(read.db()).await?;
    with_undelivered(&read, &rows).await
}

pub async fn detail(request: &Request, id: &str) -> Result<Contact, Fault> {
    let read = request.read(VIEW).await?;
    let row = find(&read, id).await?;
    with_undelivered(&read, &[row]).await?.pop().ok_or(Fault::App(AppError::NotFound))
}

/// Contacts, each with the failure of its last mail, if it was not delivered.
async fn with_undelivered(read: &Read, rows: &[contact::Model]) -> Result<Vec<Contact>, Fault> {
    let (keys, mut unsent) = (read.keys().await?, undelivered(read, rows.iter().map(|row| row.id)).await?);
    let one =
        |row: &contact::Model| shown(&keys, row).map(|shown| Contact { undelivered: unsent.remove(&row.id), ..shown });
    rows.iter().map(one).collect()
}

pub async fn find(read: &Read, id: &str) -> Result<contact::Model, Fault> {
    read.of::<contact::Entity>()
        .filter(C::Id.eq(read_id(id)?))
        .one(read.db())
        .await?
        .ok_or(Fault::App(AppError::NotFound))
}

/// For staff: the confirmed contacts of a company. Like the contract, staff see them without a log entry (MS-18).
pub async fn for_staff(read: &Read) -> Result<Vec<Contact>, Fault> {
    let rows = read.of::<contact::Entity>().filter(C::ConfirmedAt.is_not_null()).order_by_asc(C::Id);
    let keys = read.keys().await?;
    rows.all(read.db()).await?.iter().map(|row| shown(&keys, row)).collect()
}

/// True if a confirmed contact has a telephone number for call-backs.
pub async fn has_telephone(tx: &Write) -> Result<bool, Fault> {
    let rows = tx.of::<contact::Entity>().filter(C::ConfirmedAt.is_not_null()).all(tx.db()).await?;
    let keys = tx.keys().await?;
    let stored = rows.iter().map(|row| Stored::open(&keys, row)).collect::<Result<Vec<_>, _>>()?;
    Ok(stored.iter().any(|contact| !contact.telephone.is_empty()))
}

/// A contact for the page.
fn shown(keys: &TenantKeys, row: &contact::Model) -> Result<Contact, Fault> {
    let Stored { name, email, telephone, telephone_since } = Stored::open(keys, row)?;
    Ok(Contact {
        id: row.id.to_string(),
        name,
        email,
        telephone,
        telephone_since: telephone_since.map(when::day),
        kinds: kinds(&row.kinds),
        language: row.language.clone(),
        created: when(row.created_at),
        confirmed: row.confirmed_at.map(when),
        undelivered: None,
    })
}

/// The name and address of a contact.
pub async fn name(read: &Read, id: Uuid) -> Result<String, Fault> {
    let row = read.of::<contact::Entity>().filter(C::Id.eq(id)).one(read.db()).await?;
    let Stored { name, email, .. } = Stored::open(&*read.keys().await?, &row.ok_or(AppError::NotFound)?)?;
    Ok(format!("{name} ({email})"))
}
