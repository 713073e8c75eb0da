//! Contacts for the pages.

use crate::base::when::{self, when};
use crate::door::fault::Fault;
use crate::door::{Read, Request, Write, read_id};
use crate::outbox::contact::{ContactDetails, kinds};
use crate::outbox::undelivered;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::contact::{self, Column as C};
use app::contacts::api::{Contact, VIEW};
use app::error::AppError;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub async fn list(request: &Request) -> Result<Vec<Contact>, Fault> {
    let read = request.read(VIEW).await?;
    let rows = read.all(read.of::<contact::Entity>().order_by_asc(C::Id)).await?;
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
    let one = |row: &contact::Model| Contact { undelivered: unsent.remove(&row.id), ..view(read, &keys, row) };
    Ok(rows.iter().map(one).collect())
}

pub async fn find(read: &Read, id: &str) -> Result<contact::Model, Fault> {
    Ok(read.one(read.of::<contact::Entity>().filter(C::Id.eq(read_id(id)?))).await?.shown()?)
}

/// For staff: the confirmed contacts of a company. Like the contract, staff see them without a log entry (MS-18).
pub async fn for_staff(read: &Read) -> Result<Vec<Contact>, Fault> {
    let rows = read.of::<contact::Entity>().filter(C::ConfirmedAt.is_not_null()).order_by_asc(C::Id);
    let keys = read.keys().await?;
    Ok(read.all(rows).await?.iter().map(|row| view(read, &keys, row)).collect())
}

/// True if a confirmed contact has a telephone number for call-backs.
pub async fn has_telephone(tx: &Write) -> Result<bool, Fault> {
    let rows = tx.all(tx.of::<contact::Entity>().filter(C::ConfirmedAt.is_not_null())).await?;
    let keys = tx.keys().await?;
    let mut readable = rows.iter().filter_map(|row| tx.opened(ContactDetails::open(&keys, row)));
    Ok(readable.any(|contact| !contact.telephone.is_empty()))
}

/// A contact for the page. Its id stands in place of a name that cannot be read.
fn view(read: &Read, keys: &TenantKeys, row: &contact::Model) -> Contact {
    let opened = read.opened(ContactDetails::open(keys, row));
    let unreadable = opened.is_none();
    let ContactDetails { name, email, telephone, telephone_since } =
        opened.unwrap_or_else(|| ContactDetails::unreadable(row));
    Contact {
        id: row.id.to_string(),
        unreadable,
        name,
        email,
        telephone,
        telephone_since: telephone_since.map(when::day),
        kinds: kinds(&row.kinds),
        language: row.language.clone(),
        created: when(row.created_at),
        confirmed: row.confirmed_at.map(when),
        undelivered: None,
    }
}

/// The name and address of a contact.
pub async fn name(read: &Read, id: Uuid) -> Result<String, Fault> {
    let row = read.one(read.of::<contact::Entity>().filter(C::Id.eq(id))).await?.there()?;
    let shown = view(read, &*read.keys().await?, &row.ok_or(AppError::NotFound)?);
    Ok(if shown.unreadable { shown.name } else { format!("{} ({})", shown.name, shown.email) })
}
