//! A stored invitation: name and address sealed, and its sequence of states.

use super::person::role_of;
use crate::base::nameless;
use crate::door::fault::Fault;
use crate::door::guarded;
use crate::door::{Opens, Read, Write};
use crate::seal::keys::TenantKeys;
use crate::seal::{Sealed, Unreadable};
use crate::storage::entity::invitation::{self, Column as C, Model};
use app::members::api::APPROVE;
use app::members::states::InvitationState;
use app::permission::Role;
use app::text::{Lang, Words};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// The sealed part of an invitation.
#[derive(Serialize, Deserialize)]
pub struct Invited {
    pub name: String,
    pub email: String,
    /// The language of the letter.
    #[serde(default)]
    pub lang: String,
}

pub const SEALED: Sealed<invitation::Entity, Invited> = Sealed::column("sealed");

impl Invited {
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.lang).unwrap_or_default()
    }

    pub fn open(keys: &TenantKeys, row: &Model) -> Result<Invited, Unreadable> {
        SEALED.open(keys, row, &row.sealed)
    }
}

/// The invited person, and whether the row is genuine. A forged row is still listed, at least by its id.
pub async fn read_row(at: &impl Opens, keys: &TenantKeys, row: &mut Model) -> Result<(Invited, bool), Fault> {
    let genuine = guarded::take(at, row).await?;
    match Invited::open(keys, row) {
        Err(_) if !genuine => {
            Ok((Invited { name: nameless(row.id), email: String::new(), lang: String::new() }, false))
        }
        opened => Ok((opened?, genuine)),
    }
}

/// The blind index of an invited address.
pub fn address_index(keys: &TenantKeys, email: &str) -> Vec<u8> {
    keys.index.index("invitation", email).to_vec()
}

/// The newest accepted invitation of each address. A forged one counts as missing.
pub async fn accepted<'e>(read: &Read, emails: &[&'e str]) -> Result<HashMap<&'e str, Model>, Fault> {
    let keys = read.keys().await?;
    let emails: HashMap<Vec<u8>, &'e str> = emails.iter().map(|email| (address_index(&keys, email), *email)).collect();
    let query = read.of::<invitation::Entity>().filter(invitation::in_state(InvitationState::Accepted));
    let query = query.filter(C::AddressIndex.is_in(emails.keys().cloned())).order_by_asc(C::Id);
    let (rows, _) = guarded::part(read, read.all(query).await?).await?;
    Ok(rows.into_iter().filter_map(|row| Some((*emails.get(&row.address_index)?, row))).collect())
}

/// The invited person and the role of an invitation.
pub async fn name(read: &Read, id: Uuid) -> Result<Words, Fault> {
    let mut row = read.one(read.of::<invitation::Entity>().filter(C::Id.eq(id))).await?.shown()?;
    let (Invited { name, email, .. }, _) = read_row(read, &*read.keys().await?, &mut row).await?;
    let role = Role::from_code(&row.role).map_or_else(|| Words::same(&row.role), |role| role.text().into());
    Ok(Words { ja: format!("{name} ({email})、{}", role.ja), en: format!("{name} ({email}), {}", role.en) })
}

pub fn state_of(row: &Model) -> Result<InvitationState, Fault> {
    InvitationState::from_code(&row.state).ok_or_else(|| Fault::unreadable(format!("state of invitation {}", row.id)))
}

/// True if a role may be given. Only an owner can make an owner, and staff belong to no company.
pub fn may_give(mine: Role, role: Role) -> bool {
    !role.is_staff() && mine.is_administrator() && (role != Role::Owner || mine == Role::Owner)
}

/// True if the people who have invited and approved are still there and may still do so. Their leaving withdraws the
/// invitation, but somebody may have hidden it then (S10).
pub async fn stands(at: &impl Opens, row: &Model) -> Result<bool, Fault> {
    let company = Some(row.tenant_id);
    let (inviter, role) = (role_of(at, row.invited_by, company).await?, Role::from_code(&row.role));
    if !inviter.zip(role).is_some_and(|(mine, role)| may_give(mine, role)) {
        return Ok(false);
    }
    let Some(by) = row.approved_by else { return Ok(true) };
    Ok(role_of(at, by, company).await?.is_some_and(|role| APPROVE.is_held_by(role, false)))
}

/// Moves an invitation on, if it is in one of the given states. Of two parallel steps only one succeeds. A forged
/// invitation can only be withdrawn.
pub async fn move_on(
    tx: &Write,
    row: &Model,
    from: &[InvitationState],
    to: InvitationState,
    set: impl FnOnce(&mut Model),
) -> Result<bool, Fault> {
    let now = tx.app().clock.now();
    let Some(held) = guarded::hold(tx, row).await? else {
        return if to == InvitationState::Withdrawn { withdraw_forged(tx, row).await } else { Ok(false) };
    };
    if held.tenant_id != tx.tenant() || !from.iter().any(|state| held.is(*state)) {
        return Ok(false);
    }
    let moved = |row: &mut Model| {
        to.code().clone_into(&mut row.state);
        if matches!(to, InvitationState::Accepted | InvitationState::Withdrawn) {
            row.closed_at = Some(now);
        }
        set(row);
    };
    held.store(tx, moved).await
}

/// A forged invitation counts as open until it has an end, whatever its state says. It stays forged.
async fn withdraw_forged(tx: &Write, row: &Model) -> Result<bool, Fault> {
    let withdrawn = invitation::Entity::update_many()
        .col_expr(C::State, Expr::value(InvitationState::Withdrawn.code()))
        .col_expr(C::ClosedAt, Expr::value(tx.app().clock.now()))
        .filter(C::TenantId.eq(tx.tenant()))
        .filter(C::Id.eq(row.id))
        .filter(C::ClosedAt.is_null());
    Ok(withdrawn.exec(tx.db()).await?.rows_affected == 1)
}
