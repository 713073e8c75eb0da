//! Contacts for the pages. One that somebody else than the program has written is shown too, so that it can be removed; it
//! says nothing as fact but its name and address, if they open.

use crate::base::nameless;
use crate::base::when::{self, when};
use crate::door::fault::Fault;
use crate::door::guarded::{self, FoundRow};
use crate::door::{Read, Request, Write, read_id};
use crate::outbox::contact::{ContactDetails, kinds};
use crate::outbox::undelivered;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::contact::{self, Column as C};
use app::contacts::api::{Contact, VIEW};
use app::error::AppError;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// A contact as it is found.
pub type FoundContact = FoundRow<contact::Model>;

pub async fn list(request: &Request) -> Result<Vec<Contact>, Fault> {
    let read = request.read(VIEW).await?;
    let rows = all(&read).await?;
    with_undelivered(&read, &rows).await
}

pub async fn detail(request: &Request, id: &str) -> Result<Contact, Fault> {
    let read = request.read(VIEW).await?;
    let row = find(&read, read_id(id)?).await?;
    with_undelivered(&read, &[row]).await?.pop().ok_or(Fault::App(AppError::NotFound))
}

/// Contacts, each with the failure of its last mail, if it was not delivered.
async fn with_undelivered(read: &Read, rows: &[FoundContact]) -> Result<Vec<Contact>, Fault> {
    let (keys, mut unsent) = (read.keys().await?, undelivered(read, rows.iter().map(FoundRow::id)).await?);
    let one = |row: &FoundContact| Contact { undelivered: unsent.remove(&row.id()), ..view(read, &keys, row) };
    Ok(rows.iter().map(one).collect())
}

/// All contacts of the company, oldest first.
pub async fn all(read: &Read) -> Result<Vec<FoundContact>, Fault> {
    Ok(guarded::find_all::<contact::Model>(read, read.of::<contact::Entity>().order_by_asc(C::Id)).await?)
}

pub async fn find(read: &Read, id: Uuid) -> Result<FoundContact, Fault> {
    let found = guarded::find_one::<contact::Model>(read, read.of::<contact::Entity>().filter(C::Id.eq(id))).await?;
    Ok(found.ok_or(AppError::NotFound)?)
}

/// For staff: the confirmed contacts of a company, and altered ones. Like the contract, staff see them without a log entry
/// (MS-18).
pub async fn for_staff(read: &Read) -> Result<Vec<Contact>, Fault> {
    let (keys, rows) = (read.keys().await?, all(read).await?);
    let shown = rows.iter().map(|row| view(read, &keys, row));
    Ok(shown.filter(|contact| contact.altered || contact.confirmed.is_some()).collect())
}

/// True if a confirmed contact has a telephone number for call-backs.
pub async fn has_telephone(tx: &Write) -> Result<bool, Fault> {
    let rows = tx.all(tx.of::<contact::Entity>().filter(C::ConfirmedAt.is_not_null())).await?;
    let (rows, _) = guarded::part(tx, rows).await?;
    let keys = tx.keys().await?;
    let mut readable = rows.iter().filter_map(|row| tx.opened(ContactDetails::open(&keys, row)));
    Ok(readable.any(|contact| !contact.telephone.is_empty()))
}

/// Name and address of a contact, if they open.
pub fn details(read: &Read, keys: &TenantKeys, found: &FoundContact) -> Option<ContactDetails> {
    match found {
        FoundRow::Genuine(row) => read.opened(ContactDetails::open(keys, row)),
        FoundRow::Altered(_, row) => ContactDetails::open(keys, row.as_ref()?).ok(),
    }
}

/// A contact for the page.
fn view(read: &Read, keys: &TenantKeys, found: &FoundContact) -> Contact {
    match (found, details(read, keys, found)) {
        (FoundRow::Genuine(row), Some(details)) => whole(row, details),
        (found, details) => altered(found.id(), details),
    }
}

fn whole(row: &contact::Model, details: ContactDetails) -> Contact {
    Contact {
        id: row.id.to_string(),
        altered: false,
        unreadable: false,
        name: details.name,
        email: details.email,
        telephone: details.telephone,
        telephone_since: details.telephone_since.map(when::day),
        kinds: kinds(&row.kinds),
        language: row.language.clone(),
        created: Some(when(row.created_at)),
        confirmed: row.confirmed_at.map(when),
        undelivered: None,
    }
}

/// Its id stands in place of a name that cannot be read.
fn altered(id: Uuid, details: Option<ContactDetails>) -> Contact {
    let unreadable = details.is_none();
    let (name, email) = details.map_or_else(|| (nameless(id), String::new()), |details| (details.name, details.email));
    Contact {
        id: id.to_string(),
        altered: true,
        unreadable,
        name,
        email,
        telephone: String::new(),
        telephone_since: None,
        kinds: Vec::new(),
        language: String::new(),
        created: None,
        confirmed: None,
        undelivered: None,
    }
}

/// The name and address of a contact.
pub async fn name(read: &Read, id: Uuid) -> Result<String, Fault> {
    let shown = view(read, &*read.keys().await?, &find(read, id).await?);
    Ok(if shown.unreadable { shown.name } else { format!("{} ({})", shown.name, shown.email) })
}
