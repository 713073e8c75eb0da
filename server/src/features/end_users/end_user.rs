//! A stored end user: one sealed value that opens only in its own row.

use super::index::{Index, Indexes, providers};
use super::person::{EndUserData, PersonView};
use crate::base::fold;
use crate::door::fault::Fault;
use crate::seal::keys::TenantKeys;
use crate::seal::{BytesForm, Sealed, Unreadable};
use crate::storage::entity::{RowId, end_user};
use chrono::{DateTime, Utc};
use sea_orm::Set;
use uuid::Uuid;

pub const PERSONAL: Sealed<end_user::Entity, BytesForm> = Sealed::column("personal");

/// Opens a row inside its own buffer.
pub fn open<'r>(keys: &TenantKeys, row: &'r mut end_user::Model) -> Result<PersonView<'r>, Unreadable> {
    let id = RowId::from(&*row);
    let opened = PERSONAL.open_in_place(keys, id, &mut row.personal)?;
    PersonView::parse(opened).ok_or_else(|| PERSONAL.unreadable(id.id))
}

/// Opens the sealed value of a row, for an export. Returns `None` if it does not open there.
pub fn open_value<'b>(keys: &TenantKeys, row: RowId, personal: &'b mut [u8]) -> Option<PersonView<'b>> {
    PERSONAL.open_in_place(keys, row, personal).ok().and_then(|text| PersonView::parse(text))
}

/// The row that stores a person: the sealed value and all searchable columns.
pub fn row(
    keys: &TenantKeys,
    id: Uuid,
    customer: Index,
    person: &EndUserData,
    now: DateTime<Utc>,
) -> Result<end_user::ActiveModel, Fault> {
    let index = Indexes(keys);
    let filled = |text: &str, index: &dyn Fn() -> Index| (!text.is_empty()).then(|| index().to_vec());
    Ok(end_user::ActiveModel {
        tenant_id: Set(keys.tenant),
        id: Set(id),
        customer_index: Set(customer.to_vec()),
        email_index: Set(filled(&person.email, &|| index.email(&person.email))),
        phone_index: Set(filled(&person.phone, &|| index.phone(&fold::phone(&person.phone)))),
        prefecture_index: Set(index.prefecture_of(person).map(|index| index.to_vec())),
        personal: Set(PERSONAL.seal(keys, id, &person.to_bytes())?),
        updated_at: Set(now),
        providers: Set(providers(person)),
        ..end_user::ActiveModel::default()
    })
}
