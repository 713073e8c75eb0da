//! Opens one end user with all fields. The view is logged like a change, and nothing is shown without the entry.

use super::end_user as stored;
use super::list::{provider_name, time, unknown};
use super::person::PersonView;
use crate::base::when::{self, when};
use crate::door::fault::Fault;
use crate::door::{Request, Write, read_id, readable};
use crate::log::event::Event;
use crate::storage::entity::end_user;
use app::end_users::acts;
use app::end_users::api::{EndUserDetail, Identity, VIEW};
use app::end_users::messages as m;
use app::error::AppError;
use app::text::Text;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

/// Opens an end user of the own company. An end user of another company counts as not found.
pub async fn detail(request: &Request, id: &str) -> Result<EndUserDetail, Fault> {
    let id = read_id(id)?;
    let tx = request.write(VIEW).await?;
    let detail = load(&tx, id).await?;
    tx.commit(Event::new(acts::VIEW).on("end_user", id, &detail.customer_id)).await?;
    Ok(detail)
}

/// Reads an end user in the transaction that logs the view.
pub async fn load(tx: &Write, id: Uuid) -> Result<EndUserDetail, Fault> {
    let found = tx.of::<end_user::Entity>().filter(end_user::Column::Id.eq(id));
    let mut row = readable::one(tx.app(), tx.db(), found).await?.shown()?;
    let keys = tx.keys().await?;
    let updated = row.updated_at;
    let opened = tx.opened(stored::open(&keys, &mut row));
    Ok(view(id, &opened.ok_or(AppError::Unreadable)?, updated))
}

fn view(id: Uuid, person: &PersonView<'_>, updated: DateTime<Utc>) -> EndUserDetail {
    let identity =
        |(provider, subject): (&str, &str)| Identity { provider: provider_name(provider), subject: subject.to_owned() };
    EndUserDetail {
        id: id.to_string(),
        customer_id: person.customer_id.to_owned(),
        name: person.name.to_owned(),
        email: person.email.to_owned(),
        email_verified: person.email_verified,
        birthdate: person.birthdate.parse().ok().map(when::calendar_day),
        gender: gender(person.gender).map(Into::into),
        prefecture: person.prefecture.to_owned(),
        phone: person.phone.to_owned(),
        note: person.note.to_owned(),
        created: time(person.created_at).unwrap_or_else(unknown),
        last_sign_in: time(person.last_sign_in_at),
        updated: when(updated),
        identities: person.identities().map(identity).collect(),
    }
}

fn gender(code: &str) -> Option<Text> {
    match code {
        "male" => Some(m::MALE),
        "female" => Some(m::FEMALE),
        "other" => Some(m::OTHER),
        _ => None,
    }
}
