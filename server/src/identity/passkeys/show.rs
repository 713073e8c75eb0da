//! The person's own passkeys.

use super::passkey::{PasskeyDetails, is_offered};
use crate::base::when::when;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Read, Request};
use crate::storage::entity::passkey::{self, Column as C};
use app::account::api::OWN_SECURITY;
use app::error::AppError;
use app::passkeys::api::Passkey;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub async fn list(request: &Request) -> Result<Vec<Passkey>, Fault> {
    let read = request.read(OWN_SECURITY).await?;
    let me = request.signed_in()?;
    if !is_offered(me) {
        return Err(AppError::NotFound.into());
    }
    let own = passkey::Entity::find().filter(C::AccountId.eq(me.account.id)).order_by_asc(C::Id);
    let keys = read.keys().await?;
    let mut shown = Vec::new();
    for mut row in read.all(own).await? {
        shown.push(Passkey {
            altered: !guarded::take(&read, &mut row).await?,
            id: row.id.to_string(),
            name: read.opened(PasskeyDetails::open(&keys, &row)).map(|stored| stored.name),
            added: when(row.created_at),
            last_used: row.last_used_at.map(when),
        });
    }
    Ok(shown)
}

/// The name a person has given to one of their passkeys.
pub async fn name(read: &Read, of: Uuid, id: Uuid) -> Result<String, Fault> {
    let row = read.one(passkey::Entity::find().filter(C::AccountId.eq(of)).filter(C::Id.eq(id))).await?.there()?;
    let stored = PasskeyDetails::open(&*read.keys().await?, &row.ok_or(AppError::NotFound)?);
    // One that nobody can read is known by its id.
    Ok(read.opened(stored).map_or_else(|| id.to_string(), |stored| stored.name))
}

/// The number of passkeys of a company's member. A forged one signs nobody in.
pub async fn number_of(read: &Read, member: Uuid) -> Result<u64, Fault> {
    let there = read.all(passkey::Entity::find().filter(C::AccountId.eq(member))).await?;
    Ok(guarded::part(read, there).await?.0.len() as u64)
}
