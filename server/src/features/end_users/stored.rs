//! A stored end user: one sealed value that opens only in its own row.

use super::index::{Index, Indexes, providers};
use super::person::{Person, PersonView};
use crate::base::fold;
use crate::door::fault::Fault;
use crate::seal::Place;
use crate::seal::keys::TenantKeys;
use crate::storage::entity::end_user;
use chrono::{DateTime, Utc};
use sea_orm::Set;
use uuid::Uuid;

pub const TABLE: &str = "end_user";

/// The sealing context of a person.
fn place(tenant: Uuid, id: Uuid) -> Place {
    Place { table: TABLE, column: "personal", tenant: tenant.into_bytes(), row: id.into_bytes() }
}

/// Opens a row inside its own buffer.
pub fn open<'r>(keys: &TenantKeys, row: &'r mut end_user::Model) -> Result<PersonView<'r>, Fault> {
    let (tenant, id) = (row.tenant_id, row.id);
    let broken = |cause: String| Fault::internal(format!("end user {id}: {cause}"));
    let opened = keys.open_in_place(&place(tenant, id), &mut row.personal).map_err(|e| broken(e.to_string()))?;
    PersonView::parse(opened).ok_or_else(|| broken("the opened value is none of ours".into()))
}

/// Opens the sealed value of a row, for an export. Returns `None` if it does not open there.
pub fn open_value<'b>(keys: &TenantKeys, (tenant, id): (Uuid, Uuid), personal: &'b mut [u8]) -> Option<PersonView<'b>> {
    keys.open_in_place(&place(tenant, id), personal).ok().and_then(|text| PersonView::parse(text))
}

/// The row that stores a person: the sealed value and all searchable columns.
pub fn row(
    keys: &TenantKeys,
    (tenant, id): (Uuid, Uuid),
    customer: Index,
    person: &Person,
    now: DateTime<Utc>,
) -> Result<end_user::ActiveModel, Fault> {
    let index = Indexes(keys);
    let filled = |text: &str, index: &dyn Fn() -> Index| (!text.is_empty()).then(|| index().to_vec());
    Ok(end_user::ActiveModel {
        tenant_id: Set(tenant),
        id: Set(id),
        customer_index: Set(customer.to_vec()),
        email_index: Set(filled(&person.email, &|| index.email(&person.email))),
        phone_index: Set(filled(&person.phone, &|| index.phone(&fold::phone(&person.phone)))),
        prefecture_index: Set(index.prefecture_of(person).map(|index| index.to_vec())),
        personal: Set(keys.seal(&place(tenant, id), &person.to_bytes())?),
        updated_at: Set(now),
        providers: Set(providers(person)),
        ..end_user::ActiveModel::default()
    })
}
